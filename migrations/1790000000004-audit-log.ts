import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what to which row. Append-only: the application may add and read, nothing else. */
export class AuditLog1790000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_log (
        id uuid CONSTRAINT pk_audit_log PRIMARY KEY DEFAULT uuidv7(),
        occurred_at timestamptz NOT NULL,
        organisation_id uuid CONSTRAINT fk_audit_log_organisation REFERENCES organisation (id),
        account_id uuid CONSTRAINT fk_audit_log_account REFERENCES account (id),
        action text NOT NULL,
        object_type text NOT NULL,
        object_id text NOT NULL,
        detail jsonb NOT NULL DEFAULT '{}',
        request_id text NOT NULL
      )`);
    await runner.query(`CREATE INDEX ix_audit_log_object ON audit_log (object_type, object_id, id)`);
    await runner.query(`CREATE INDEX ix_audit_log_organisation ON audit_log (organisation_id, id)`);
    await runner.query(`ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY own_organisation ON audit_log FOR SELECT USING (sees_organisation(organisation_id))`,
    );
    await runner.query(`CREATE POLICY appended ON audit_log FOR INSERT WITH CHECK (true)`);
    await runner.query(`GRANT SELECT, INSERT ON audit_log TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
