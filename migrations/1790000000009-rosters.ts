import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seats and who sits in them. One person is never in two places, in whichever organisation (domain rule 38). */
export class Rosters1790000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE shift (
        id uuid CONSTRAINT pk_shift PRIMARY KEY DEFAULT uuidv7(),
        period_id uuid NOT NULL CONSTRAINT fk_shift_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_shift_organisation REFERENCES organisation (id),
        channel text NOT NULL CONSTRAINT ck_shift_channel
          CHECK (channel IN ('phone','chat','mail','sns','metaverse','other')),
        field_code text CONSTRAINT fk_shift_line_field REFERENCES line_field (code),
        role text NOT NULL CONSTRAINT ck_shift_role
          CHECK (role IN ('counsellor','adviser','coordinator','interpreter','standby')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        seats integer NOT NULL CONSTRAINT ck_shift_seats CHECK (seats > 0),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_shift_span CHECK (starts_at < ends_at),
        CONSTRAINT uq_shift_organisation UNIQUE (id, organisation_id)
      )`);
    await runner.query(`CREATE INDEX ix_shift_period ON shift (period_id, starts_at, id)`);
    await runner.query(`
      CREATE TABLE shift_assignment (
        id uuid CONSTRAINT pk_shift_assignment PRIMARY KEY DEFAULT uuidv7(),
        shift_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT fk_shift_assignment_person REFERENCES person (id),
        span tstzrange NOT NULL,
        assigned_at timestamptz NOT NULL,
        released_at timestamptz,
        CONSTRAINT fk_shift_assignment_shift FOREIGN KEY (shift_id, organisation_id) REFERENCES shift (id, organisation_id),
        CONSTRAINT ck_shift_assignment_span CHECK (lower_inc(span) AND NOT upper_inc(span) AND NOT isempty(span)),
        CONSTRAINT ex_shift_assignment_double_booking EXCLUDE USING gist (person_id WITH =, span WITH &&)
          WHERE (released_at IS NULL)
      )`);
    await runner.query(`CREATE INDEX ix_shift_assignment_shift ON shift_assignment (shift_id)`);
    for (const table of ['shift', 'shift_assignment']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    }
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON shift, shift_assignment TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
