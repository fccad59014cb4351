import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that jobs make: rejected rows, exports. They lie here for some days, in sealed pieces. */
export class JobOutputs1790000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job_output (
        job_id uuid NOT NULL CONSTRAINT fk_job_output_job REFERENCES job (id),
        kind text NOT NULL CONSTRAINT ck_job_output_kind CHECK (kind IN ('result','rejected-rows')),
        file_name text NOT NULL,
        media_type text NOT NULL,
        permission text NOT NULL,
        size bigint NOT NULL CONSTRAINT ck_job_output_size CHECK (size >= 0),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CONSTRAINT ck_job_output_expires CHECK (expires_at > created_at),
        CONSTRAINT pk_job_output PRIMARY KEY (job_id, kind)
      )`);
    await runner.query(`
      CREATE TABLE job_output_chunk (
        job_id uuid NOT NULL CONSTRAINT fk_job_output_chunk_job REFERENCES job (id),
        kind text NOT NULL,
        seq integer NOT NULL,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT pk_job_output_chunk PRIMARY KEY (job_id, kind, seq)
      )`);
    await runner.query(`ALTER TABLE job_output_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL`);
    await runner.query(`CREATE INDEX ix_job_output_chunk_expires ON job_output_chunk (expires_at)`);
    for (const table of ['job_output', 'job_output_chunk']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY with_job ON ${table}
          USING (EXISTS (SELECT FROM job AS j WHERE j.id = ${table}.job_id))
          WITH CHECK (EXISTS (SELECT FROM job AS j WHERE j.id = ${table}.job_id))`);
    }
    await runner.query(`GRANT SELECT, INSERT ON job_output TO tsunagi_app`);
    // The record that there was a file stays; its bytes go when their time is over.
    await runner.query(`GRANT SELECT, INSERT, DELETE ON job_output_chunk TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
