import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who could work: dated skills, wishes in revisions, and the blocks of seats that the contractor allots. */
export class Staffing1790000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // 'guidance' and 'pledge' name the document that was read or signed; 'gender' and 'language' serve callers who ask for one.
    await runner.query(`
      CREATE TABLE person_skill (
        id uuid CONSTRAINT pk_person_skill PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_person_skill_organisation REFERENCES organisation (id),
        person_id uuid NOT NULL CONSTRAINT fk_person_skill_person REFERENCES person (id),
        kind text NOT NULL CONSTRAINT ck_person_skill_kind
          CHECK (kind IN ('field','role','language','gender','qualification','guidance','pledge')),
        code text NOT NULL CONSTRAINT ck_person_skill_code CHECK (code ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
        valid_from date NOT NULL,
        valid_until date,
        evidence text NOT NULL DEFAULT '',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        CONSTRAINT ck_person_skill_dates CHECK (valid_until IS NULL OR valid_until > valid_from),
        CONSTRAINT ex_person_skill_overlap EXCLUDE USING gist (
          organisation_id WITH =, person_id WITH =, kind WITH =, code WITH =, daterange(valid_from, valid_until) WITH &&)
          WHERE (withdrawn_at IS NULL)
      )`);
    await runner.query(`CREATE INDEX ix_person_skill_person ON person_skill (person_id, kind)`);
    // Append-only: the newest revision is in force, and what somebody once wished stays readable.
    await runner.query(`
      CREATE TABLE availability (
        id uuid CONSTRAINT pk_availability PRIMARY KEY,
        period_id uuid NOT NULL CONSTRAINT fk_availability_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_availability_organisation REFERENCES organisation (id),
        person_id uuid NOT NULL CONSTRAINT fk_availability_person REFERENCES person (id),
        revision_no integer NOT NULL CONSTRAINT ck_availability_revision CHECK (revision_no > 0),
        spans jsonb NOT NULL CONSTRAINT ck_availability_spans CHECK (jsonb_typeof(spans) = 'array'),
        max_minutes integer CONSTRAINT ck_availability_minutes CHECK (max_minutes >= 0),
        target_minutes integer CONSTRAINT ck_availability_target CHECK (target_minutes >= 0),
        max_nights integer CONSTRAINT ck_availability_nights CHECK (max_nights >= 0),
        max_days integer CONSTRAINT ck_availability_days CHECK (max_days >= 0),
        note_to_all text NOT NULL DEFAULT '',
        note_sealed bytea,
        seal text,
        written_by uuid NOT NULL CONSTRAINT fk_availability_account REFERENCES account (id),
        written_at timestamptz NOT NULL,
        CONSTRAINT uq_availability_revision UNIQUE (period_id, organisation_id, person_id, revision_no),
        CONSTRAINT ck_availability_note CHECK ((note_sealed IS NULL) = (seal IS NULL))
      )`);
    await this.createAllotments(runner);
    for (const table of ['person_skill', 'availability', 'seat_allotment', 'seat_allotment_event']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(
      `GRANT UPDATE (valid_until, evidence, version, withdrawn_at) ON person_skill TO tsunagi_app`,
    );
    await runner.query(
      `GRANT UPDATE (seats, fill_by, status, version, updated_at) ON seat_allotment TO tsunagi_app`,
    );
    await runner.query(`ALTER TABLE shift ADD COLUMN allotment_id uuid`);
    await runner.query(`
      ALTER TABLE shift ADD CONSTRAINT fk_shift_allotment
        FOREIGN KEY (allotment_id, organisation_id) REFERENCES seat_allotment (id, organisation_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  /** A block given back is another organisation's new block (`offered_from`), so every seat's way can be followed. */
  private async createAllotments(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seat_allotment (
        id uuid CONSTRAINT pk_seat_allotment PRIMARY KEY,
        period_id uuid NOT NULL CONSTRAINT fk_seat_allotment_period REFERENCES period (id),
        organisation_id uuid NOT NULL CONSTRAINT fk_seat_allotment_organisation REFERENCES organisation (id),
        channel text NOT NULL CONSTRAINT ck_seat_allotment_channel
          CHECK (channel IN ('phone','chat','mail','sns','metaverse','other')),
        field_code text CONSTRAINT fk_seat_allotment_line_field REFERENCES line_field (code),
        role text NOT NULL CONSTRAINT ck_seat_allotment_role
          CHECK (role IN ('counsellor','adviser','coordinator','interpreter','standby')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        seats integer NOT NULL CONSTRAINT ck_seat_allotment_seats CHECK (seats >= 0),
        fill_by timestamptz NOT NULL,
        status text NOT NULL CONSTRAINT ck_seat_allotment_status
          CHECK (status IN ('offered','accepted','declined','returned')),
        offered_from uuid CONSTRAINT fk_seat_allotment_offered_from REFERENCES seat_allotment (id),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT ck_seat_allotment_span CHECK (starts_at < ends_at),
        CONSTRAINT uq_seat_allotment_organisation UNIQUE (id, organisation_id)
      )`);
    await runner.query(`CREATE INDEX ix_seat_allotment_period ON seat_allotment (period_id, starts_at, id)`);
    await runner.query(`
      CREATE TABLE seat_allotment_event (
        allotment_id uuid NOT NULL,
        version integer NOT NULL,
        organisation_id uuid NOT NULL,
        move text NOT NULL CONSTRAINT ck_seat_allotment_event_move
          CHECK (move IN ('offered','changed','accepted','declined','given_back','flowed_back')),
        seats_before integer NOT NULL,
        seats_after integer NOT NULL,
        reason text NOT NULL DEFAULT '',
        account_id uuid CONSTRAINT fk_seat_allotment_event_account REFERENCES account (id),
        occurred_at timestamptz NOT NULL,
        CONSTRAINT pk_seat_allotment_event PRIMARY KEY (allotment_id, version),
        CONSTRAINT fk_seat_allotment_event_allotment
          FOREIGN KEY (allotment_id, organisation_id) REFERENCES seat_allotment (id, organisation_id)
      )`);
  }
}
