import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Record sheets as data: a published version never changes. */
export class Forms1790000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE form_version (
        id uuid CONSTRAINT pk_form_version PRIMARY KEY DEFAULT uuidv7(),
        form_id uuid NOT NULL CONSTRAINT fk_form_version_form REFERENCES form (id),
        number integer NOT NULL CONSTRAINT ck_form_version_number CHECK (number > 0),
        definition jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        published_at timestamptz,
        in_force_from timestamptz,
        CONSTRAINT uq_form_version_number UNIQUE (form_id, number),
        CONSTRAINT uq_form_version_in_force UNIQUE (form_id, in_force_from),
        CONSTRAINT ck_form_version_published CHECK ((published_at IS NULL) = (in_force_from IS NULL))
      )`);
    // The code lists of published versions, flat, so that statistics can name rows that nobody ticked.
    await runner.query(`
      CREATE TABLE form_option (
        form_version_id uuid NOT NULL CONSTRAINT fk_form_option_version REFERENCES form_version (id),
        field_code text NOT NULL,
        code text NOT NULL,
        label_ja text NOT NULL,
        sort_order integer NOT NULL,
        CONSTRAINT pk_form_option PRIMARY KEY (form_version_id, field_code, code)
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_published_form_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.published_at IS NOT NULL THEN
          RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_form_version_immutable',
            MESSAGE = 'a published form version never changes';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER tr_form_version_immutable BEFORE UPDATE ON form_version
        FOR EACH ROW EXECUTE FUNCTION refuse_published_form_change()`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON form_version TO tsunagi_app`);
    await runner.query(`GRANT SELECT, INSERT ON form_option TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
