import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was really there, as it was said on the day and corrected later: events only, nothing is overwritten. */
export class Attendance1790000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attendance_event (
        assignment_id uuid NOT NULL,
        number integer NOT NULL CONSTRAINT ck_attendance_event_number CHECK (number > 0),
        organisation_id uuid NOT NULL,
        kind text NOT NULL CONSTRAINT ck_attendance_event_kind
          CHECK (kind IN ('checked_in','checked_out','entered','absent','confirmed')),
        source text NOT NULL CONSTRAINT ck_attendance_event_source CHECK (source IN ('self','leader','retrospective')),
        came_at timestamptz,
        left_at timestamptz,
        reason text NOT NULL DEFAULT '',
        account_id uuid NOT NULL CONSTRAINT fk_attendance_event_account REFERENCES account (id),
        recorded_at timestamptz NOT NULL,
        CONSTRAINT pk_attendance_event PRIMARY KEY (assignment_id, number),
        CONSTRAINT fk_attendance_event_assignment
          FOREIGN KEY (assignment_id, organisation_id) REFERENCES shift_assignment (id, organisation_id),
        CONSTRAINT ck_attendance_event_times CHECK (
          CASE kind
            WHEN 'checked_in' THEN came_at IS NOT NULL AND left_at IS NULL
            WHEN 'checked_out' THEN came_at IS NULL AND left_at IS NOT NULL
            WHEN 'entered' THEN came_at < left_at
            ELSE came_at IS NULL AND left_at IS NULL
          END),
        CONSTRAINT ck_attendance_event_reason CHECK (source <> 'retrospective' OR kind = 'confirmed' OR reason <> '')
      )`);
    await runner.query(`ALTER TABLE attendance_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY own_organisation ON attendance_event
        USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
    await runner.query(`GRANT SELECT, INSERT ON attendance_event TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
