import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who the database lets in. The application and the statistics reader are roles of their own without DDL (decision 7);
 * where an operator has not created them, they become group roles that the owner's login may switch to.
 */
export class RolesAndContext1790000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS btree_gist`);
    await runner.query(`
      DO $$
      DECLARE wanted text;
      BEGIN
        FOREACH wanted IN ARRAY ARRAY['tsunagi_app', 'tsunagi_statistics'] LOOP
          IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', wanted);
            EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
          END IF;
        END LOOP;
      END $$`);
    await runner.query(`CREATE SCHEMA statistics`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO tsunagi_app`);
    await runner.query(`GRANT USAGE ON SCHEMA statistics TO tsunagi_statistics`);
    // A missing setting and an empty one both mean "nobody": after the first SET LOCAL the variable reads as ''.
    await runner.query(`
      CREATE FUNCTION sees_organisation(organisation uuid) RETURNS boolean
      LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(
          current_setting('tsunagi.scope', true) = 'all_organisations'
            OR organisation = nullif(current_setting('tsunagi.organisation_id', true), '')::uuid,
          false)
      $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
