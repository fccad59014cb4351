import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hours an organisation promised, and shifts of an allotted block whose seats have all gone back. */
export class StaffingQuotas1790000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE participation
        ADD COLUMN max_minutes integer CONSTRAINT ck_participation_minutes CHECK (max_minutes >= 0)`);
    // The shift of a block that was given back whole stays as the record of it, without a seat.
    await runner.query(`
      ALTER TABLE shift
        DROP CONSTRAINT ck_shift_seats,
        ADD CONSTRAINT ck_shift_seats CHECK (seats > 0 OR (seats = 0 AND allotment_id IS NOT NULL))`);
    await runner.query(
      `CREATE UNIQUE INDEX uq_shift_allotment ON shift (allotment_id) WHERE allotment_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX ix_seat_allotment_offered_from ON seat_allotment (offered_from)`);
    await runner.query(
      `CREATE INDEX ix_person_skill_organisation ON person_skill (organisation_id, kind, code, id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
