import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The secret address under which a person's phone asks for its duties; only a hash of it is kept. */
export class CalendarFeeds1790000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_feed (
        id uuid CONSTRAINT pk_calendar_feed PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT fk_calendar_feed_account REFERENCES account (id),
        person_id uuid NOT NULL CONSTRAINT fk_calendar_feed_person REFERENCES person (id),
        token_hash bytea NOT NULL CONSTRAINT uq_calendar_feed_token UNIQUE,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT ck_calendar_feed_token_hash CHECK (octet_length(token_hash) = 32)
      )`);
    await runner.query(
      `CREATE UNIQUE INDEX uq_calendar_feed_live ON calendar_feed (account_id) WHERE revoked_at IS NULL`,
    );
    await runner.query(`ALTER TABLE calendar_feed ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    // A feed belongs to a person, not to an organisation: it holds the duties of all bodies that person serves.
    await runner.query(`
      CREATE POLICY own_person ON calendar_feed
        USING (coalesce(current_setting('tsunagi.scope', true) = 'all_organisations'
                        OR person_id = nullif(current_setting('tsunagi.person_id', true), '')::uuid, false))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE (revoked_at) ON calendar_feed TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
