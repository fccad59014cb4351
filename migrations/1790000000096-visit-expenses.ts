import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

/** What accompanying costs, the proof of it, and what honoraria hear of once two people stand for it. */
export class VisitExpenses1790000000096 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(MILEAGE);
    await runner.query(`GRANT SELECT ON mileage_rate TO tsunagi_app`);
    await runner.query(EXPENSE);
    await runner.query(`CREATE INDEX ix_visit_expense_visit ON visit_expense (visit_id, created_at, id)`);
    await runner.query(RECEIPT);
    await runner.query(RECEIPT_PIECE);
    await runner.query(EVENT);
    await runner.query(`CREATE INDEX ix_accompaniment_event_visit ON accompaniment_event (visit_id, number)`);
    const walled = ['visit_expense', 'visit_receipt', 'visit_receipt_piece'];
    for (const table of [...walled, 'accompaniment_event']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    // Not the events: they tell of no case, and what is paid must not depend on who looks.
    for (const table of walled) await keepRelatedPeopleOut(runner, table, { sheet: 'consultation_id' });
    await runner.query(`GRANT UPDATE (removed_at) ON visit_expense TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

const MILEAGE = `
  CREATE TABLE mileage_rate (
    valid_from date CONSTRAINT pk_mileage_rate PRIMARY KEY,
    yen_per_km bigint NOT NULL CONSTRAINT ck_mileage_rate_yen CHECK (yen_per_km > 0),
    source text NOT NULL
  )`;

const EXPENSE = `
  CREATE TABLE visit_expense (
    id uuid CONSTRAINT pk_visit_expense PRIMARY KEY,
    visit_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    budget text NOT NULL CONSTRAINT ck_visit_expense_budget CHECK (budget IN ('supporter','client')),
    kind text NOT NULL CONSTRAINT ck_visit_expense_kind CHECK (kind IN ('train','bus','taxi','own_car','other')),
    amount_yen bigint NOT NULL CONSTRAINT ck_visit_expense_amount CHECK (amount_yen > 0),
    distance_m integer CONSTRAINT ck_visit_expense_distance CHECK (distance_m > 0),
    yen_per_km bigint,
    sealed bytea NOT NULL,
    seal text NOT NULL,
    account_id uuid NOT NULL CONSTRAINT fk_visit_expense_account REFERENCES account (id),
    created_at timestamptz NOT NULL,
    removed_at timestamptz,
    CONSTRAINT uq_visit_expense_place UNIQUE (id, organisation_id, consultation_id),
    CONSTRAINT fk_visit_expense_visit FOREIGN KEY (visit_id, organisation_id, consultation_id)
      REFERENCES visit (id, organisation_id, consultation_id),
    CONSTRAINT fk_visit_expense_companion FOREIGN KEY (visit_id, person_id) REFERENCES visit_companion (visit_id, person_id),
    CONSTRAINT ck_visit_expense_own_car
      CHECK ((kind = 'own_car') = (distance_m IS NOT NULL) AND (distance_m IS NULL) = (yen_per_km IS NULL))
  )`;

const RECEIPT = `
  CREATE TABLE visit_receipt (
    expense_id uuid CONSTRAINT pk_visit_receipt PRIMARY KEY,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    media_type text NOT NULL CONSTRAINT ck_visit_receipt_media_type
      CHECK (media_type IN ('application/pdf','image/jpeg','image/png')),
    size integer NOT NULL CONSTRAINT ck_visit_receipt_size CHECK (size > 0 AND size <= 5242880),
    account_id uuid NOT NULL CONSTRAINT fk_visit_receipt_account REFERENCES account (id),
    created_at timestamptz NOT NULL,
    CONSTRAINT fk_visit_receipt_expense FOREIGN KEY (expense_id, organisation_id, consultation_id)
      REFERENCES visit_expense (id, organisation_id, consultation_id)
  )`;

const RECEIPT_PIECE = `
  CREATE TABLE visit_receipt_piece (
    expense_id uuid NOT NULL CONSTRAINT fk_visit_receipt_piece_receipt REFERENCES visit_receipt (expense_id),
    seq integer NOT NULL,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    sealed bytea NOT NULL,
    seal text NOT NULL,
    CONSTRAINT pk_visit_receipt_piece PRIMARY KEY (expense_id, seq)
  )`;

/** Only ever added to. \`round\` counts the approvals of a visit; what was approved in one is taken back before the next. */
const EVENT = `
  CREATE TABLE accompaniment_event (
    id uuid CONSTRAINT pk_accompaniment_event PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT uq_accompaniment_event_number UNIQUE,
    organisation_id uuid NOT NULL CONSTRAINT fk_accompaniment_event_organisation REFERENCES organisation (id),
    period_id uuid NOT NULL CONSTRAINT fk_accompaniment_event_period REFERENCES period (id),
    visit_id uuid NOT NULL CONSTRAINT fk_accompaniment_event_visit REFERENCES visit (id),
    kind text NOT NULL CONSTRAINT ck_accompaniment_event_kind CHECK (kind IN ('visit_approved','expense_approved','reversal')),
    round integer NOT NULL,
    person_id uuid NOT NULL CONSTRAINT fk_accompaniment_event_person REFERENCES person (id),
    from_at timestamptz,
    until_at timestamptz,
    expense_id uuid CONSTRAINT fk_accompaniment_event_expense REFERENCES visit_expense (id),
    budget text,
    expense_kind text,
    amount_yen bigint,
    reverses uuid CONSTRAINT fk_accompaniment_event_reverses REFERENCES accompaniment_event (id)
      CONSTRAINT uq_accompaniment_event_reverses UNIQUE,
    account_id uuid NOT NULL CONSTRAINT fk_accompaniment_event_account REFERENCES account (id),
    occurred_at timestamptz NOT NULL,
    CONSTRAINT ck_accompaniment_event_reversal CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
    CONSTRAINT ck_accompaniment_event_time
      CHECK (kind <> 'visit_approved' OR (from_at IS NOT NULL AND until_at IS NOT NULL AND from_at <= until_at)),
    CONSTRAINT ck_accompaniment_event_money
      CHECK (kind <> 'expense_approved' OR (expense_id IS NOT NULL AND budget IS NOT NULL AND amount_yen IS NOT NULL))
  )`;
