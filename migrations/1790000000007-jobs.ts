import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Long work as rows: any process may claim one, and a restart finds it again (decision 13). */
export class Jobs1790000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job (
        id uuid CONSTRAINT pk_job PRIMARY KEY DEFAULT uuidv7(),
        kind text NOT NULL,
        organisation_id uuid NOT NULL CONSTRAINT fk_job_organisation REFERENCES organisation (id),
        account_id uuid NOT NULL CONSTRAINT fk_job_account REFERENCES account (id),
        request_id text NOT NULL,
        input jsonb NOT NULL,
        status text NOT NULL CONSTRAINT ck_job_status CHECK (status IN ('queued','running','succeeded','failed','cancelled')),
        progress_total bigint,
        counts jsonb NOT NULL DEFAULT '{}',
        failure jsonb,
        cancel_requested_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        claimed_at timestamptz,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz
      )`);
    await runner.query(
      `CREATE INDEX ix_job_waiting ON job (created_at) WHERE status IN ('queued','running')`,
    );
    await runner.query(`ALTER TABLE job ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON job
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    // Beside the job, not in it: every row that an import writes looks its job up, and would walk through all the versions
    // that a second-by-second update leaves behind for as long as the import's transaction is open.
    await runner.query(`
      CREATE TABLE job_pulse (
        job_id uuid CONSTRAINT pk_job_pulse PRIMARY KEY CONSTRAINT fk_job_pulse_job REFERENCES job (id),
        beat_at timestamptz NOT NULL,
        bytes_done bigint NOT NULL
      )`);
    await runner.query(`ALTER TABLE job_pulse ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY with_job ON job_pulse
        USING (EXISTS (SELECT FROM job AS j WHERE j.id = job_pulse.job_id))
        WITH CHECK (EXISTS (SELECT FROM job AS j WHERE j.id = job_pulse.job_id))`);
    await runner.query(`
      CREATE TABLE job_fault (
        job_id uuid NOT NULL CONSTRAINT fk_job_fault_job REFERENCES job (id),
        row_number integer NOT NULL,
        column_name text NOT NULL,
        code text NOT NULL,
        message text NOT NULL,
        CONSTRAINT pk_job_fault PRIMARY KEY (job_id, row_number, column_name, code)
      )`);
    await runner.query(`ALTER TABLE job_fault ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY with_job ON job_fault
        USING (EXISTS (SELECT FROM job AS j WHERE j.id = job_fault.job_id))
        WITH CHECK (EXISTS (SELECT FROM job AS j WHERE j.id = job_fault.job_id))`);
    // The uploaded file itself, in pieces, so that any process can run the job and a restart loses nothing.
    await runner.query(`
      CREATE TABLE job_file_chunk (
        job_id uuid NOT NULL CONSTRAINT fk_job_file_chunk_job REFERENCES job (id),
        seq integer NOT NULL,
        bytes bytea NOT NULL,
        CONSTRAINT pk_job_file_chunk PRIMARY KEY (job_id, seq)
      )`);
    await runner.query(`ALTER TABLE job_file_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL`);
    await runner.query(`ALTER TABLE job_file_chunk ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY with_job ON job_file_chunk
        USING (EXISTS (SELECT FROM job AS j WHERE j.id = job_file_chunk.job_id))
        WITH CHECK (EXISTS (SELECT FROM job AS j WHERE j.id = job_file_chunk.job_id))`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON job, job_pulse TO tsunagi_app`);
    // An attempt that is run again starts from an empty report; a finished job gives its file back.
    await runner.query(`GRANT SELECT, INSERT, DELETE ON job_fault, job_file_chunk TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
