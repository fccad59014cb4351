-- Run once by the image, as superuser, when its volume is empty.

\getenv owner_password DATABASE_OWNER_PASSWORD
\getenv app_password DATABASE_APP_PASSWORD
\getenv statistics_password DATABASE_STATISTICS_PASSWORD

CREATE ROLE tsunagi_owner
  LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE tsunagi_app
  LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE ROLE tsunagi_statistics
  LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'statistics_password';

-- With DATABASE_URL alone the application logs in as the owner and switches to the lesser roles.
GRANT tsunagi_app, tsunagi_statistics TO tsunagi_owner;

CREATE DATABASE tsunagi OWNER tsunagi_owner;
REVOKE ALL ON DATABASE tsunagi FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE tsunagi TO tsunagi_app, tsunagi_statistics;

CREATE DATABASE tsunagi_test OWNER tsunagi_owner;
REVOKE ALL ON DATABASE tsunagi_test FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE tsunagi_test TO tsunagi_app, tsunagi_statistics;

-- Exclusion constraints on (person, period) need it.
\connect tsunagi
CREATE EXTENSION btree_gist;

\connect tsunagi_test
CREATE EXTENSION btree_gist;
