import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Services picked by hand for a field of the voice menu. Each change writes a new version of the whole list; older ones stay. */
export class QuickLists1790000000101 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE finder_quick_list (
        field_code text CONSTRAINT pk_finder_quick_list PRIMARY KEY
          CONSTRAINT fk_finder_quick_list_line_field REFERENCES line_field (code),
        version integer NOT NULL CONSTRAINT ck_finder_quick_list_version CHECK (version > 0)
      )`);
    await runner.query(`
      CREATE TABLE finder_quick_entry (
        field_code text NOT NULL CONSTRAINT fk_finder_quick_entry_list REFERENCES finder_quick_list (field_code),
        version integer NOT NULL,
        sort_order smallint NOT NULL,
        service_id uuid NOT NULL CONSTRAINT fk_finder_quick_entry_service REFERENCES directory_service (id),
        note_ja text,
        valid_from date NOT NULL,
        valid_until date,
        CONSTRAINT pk_finder_quick_entry PRIMARY KEY (field_code, version, sort_order),
        CONSTRAINT uq_finder_quick_entry_service UNIQUE (field_code, version, service_id),
        CONSTRAINT ck_finder_quick_entry_dates CHECK (valid_until IS NULL OR valid_until > valid_from)
      )`);
    await runner.query(`GRANT SELECT, INSERT ON finder_quick_list, finder_quick_entry TO tsunagi_app`);
    await runner.query(`GRANT UPDATE (version) ON finder_quick_list TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
