import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of each field and choice from one published version to the next, so that figures compare across versions. */
export class FormCrosswalk1790000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // `mapping` is what people have said about a draft so far; publication writes it out as rows of form_mapping.
    await runner.query(`
      ALTER TABLE form_version
        ADD COLUMN revision integer NOT NULL DEFAULT 1 CONSTRAINT ck_form_version_revision CHECK (revision > 0),
        ADD COLUMN mapping jsonb NOT NULL DEFAULT '{"fields":{}}'`);
    await runner.query(`
      CREATE TABLE form_mapping (
        form_version_id uuid NOT NULL CONSTRAINT fk_form_mapping_version REFERENCES form_version (id),
        field_code text NOT NULL,
        old_code text,
        kind text NOT NULL CONSTRAINT ck_form_mapping_kind CHECK (kind IN ('same','merged','split','retired')),
        targets text[] NOT NULL,
        CONSTRAINT uq_form_mapping UNIQUE NULLS NOT DISTINCT (form_version_id, field_code, old_code),
        CONSTRAINT ck_form_mapping_targets CHECK (
          CASE kind WHEN 'retired' THEN cardinality(targets) = 0
                    WHEN 'split' THEN cardinality(targets) > 1
                    ELSE cardinality(targets) = 1 END)
      )`);
    await runner.query(`
      CREATE FUNCTION refuse_published_form_mapping() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM form_version AS v WHERE v.id = NEW.form_version_id AND v.published_at IS NOT NULL) THEN
          RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_form_version_immutable',
            MESSAGE = 'the mapping of a published form version never changes';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER tr_form_mapping_immutable BEFORE INSERT OR UPDATE ON form_mapping
        FOR EACH ROW EXECUTE FUNCTION refuse_published_form_mapping()`);
    await runner.query(`GRANT SELECT, INSERT ON form_mapping TO tsunagi_app`);
    await runner.query(`
      CREATE VIEW statistics.form_mapping AS
        SELECT v.form_id, v.number AS version_number, v.in_force_from, fm.field_code, fm.old_code, fm.kind, fm.targets
        FROM form_mapping AS fm JOIN form_version AS v ON v.id = fm.form_version_id
        WHERE v.published_at IS NOT NULL`);
    await runner.query(`GRANT SELECT ON statistics.form_mapping TO tsunagi_statistics`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
