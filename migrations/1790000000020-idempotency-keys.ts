import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a request that creates something was answered, so that sending it again creates nothing more (decision 9). */
export class IdempotencyKeys1790000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Kept for good: a client that was offline for two months may still send again.
    await runner.query(`
      CREATE TABLE idempotency_key (
        account_id uuid NOT NULL CONSTRAINT fk_idempotency_key_account REFERENCES account (id),
        key text NOT NULL,
        organisation_id uuid NOT NULL CONSTRAINT fk_idempotency_key_organisation REFERENCES organisation (id),
        request_digest bytea NOT NULL,
        status smallint NOT NULL,
        headers jsonb NOT NULL,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT pk_idempotency_key PRIMARY KEY (account_id, key)
      )`);
    await runner.query(`ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON idempotency_key
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT ON idempotency_key TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
