import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

const TABLES = ['visit', 'visit_referral', 'visit_companion', 'visit_event', 'visit_check', 'visit_alert'];

/** Accompaniment (同行支援): who goes with whom where, the checks on the way, and what was missed. */
export class Visits1790000000095 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [VISIT, REFERRAL, COMPANION, EVENT, CHECK, ALERT]) await runner.query(table);
    await this.addIndexes(runner);
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table}
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await keepRelatedPeopleOut(runner, table, { sheet: 'consultation_id' });
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
    }
    await runner.query(`
      GRANT UPDATE (planned_from, planned_until, destination_kind, check_minutes, sealed, seal, status, watch_at, client_came,
                    result, next_step, report_sealed, report_seal, cancellation, approvals, version, updated_at)
      ON visit TO tsunagi_app`);
    await runner.query(`GRANT UPDATE (removed_at) ON visit_companion TO tsunagi_app`);
    await runner.query(
      `GRANT UPDATE (answered_at, acknowledged_by, acknowledged_at, outcome) ON visit_alert TO tsunagi_app`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async addIndexes(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ix_visit_list ON visit (organisation_id, planned_from DESC, id DESC)`);
    await runner.query(`CREATE INDEX ix_visit_watch ON visit (watch_at) WHERE watch_at IS NOT NULL`);
    await runner.query(`CREATE INDEX ix_visit_referral ON visit_referral (referral_id, visit_id)`);
    await runner.query(`CREATE INDEX ix_visit_companion ON visit_companion (person_id, visit_id)`);
    await runner.query(`CREATE INDEX ix_visit_check ON visit_check (visit_id, recorded_at, id)`);
    // Once each; between them as often as is safe.
    await runner.query(`
      CREATE UNIQUE INDEX uq_visit_check_once ON visit_check (visit_id, person_id, kind) WHERE kind <> 'safe'`);
    await runner.query(
      `CREATE INDEX ix_visit_alert_list ON visit_alert (organisation_id, noted_at DESC, id DESC)`,
    );
  }
}

const OF_VISIT = (table: string): string => `
    visit_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    consultation_id uuid NOT NULL,
    CONSTRAINT fk_${table}_visit FOREIGN KEY (visit_id, organisation_id, consultation_id)
      REFERENCES visit (id, organisation_id, consultation_id)`;

const VISIT = `
  CREATE TABLE visit (
    id uuid CONSTRAINT pk_visit PRIMARY KEY,
    organisation_id uuid NOT NULL CONSTRAINT fk_visit_organisation REFERENCES organisation (id),
    period_id uuid NOT NULL CONSTRAINT fk_visit_period REFERENCES period (id),
    consultation_id uuid NOT NULL,
    status text NOT NULL CONSTRAINT ck_visit_status
      CHECK (status IN ('planned','checked_in','checked_out','reported','approved','returned','cancelled')),
    planned_from timestamptz NOT NULL,
    planned_until timestamptz NOT NULL,
    destination_kind text NOT NULL,
    check_minutes integer NOT NULL CONSTRAINT ck_visit_check_minutes CHECK (check_minutes > 0),
    sealed bytea NOT NULL,
    seal text NOT NULL,
    watch_at timestamptz,
    client_came boolean,
    result text,
    next_step text,
    report_sealed bytea,
    report_seal text,
    cancellation text,
    approvals integer NOT NULL DEFAULT 0,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    CONSTRAINT uq_visit_place UNIQUE (id, organisation_id, consultation_id),
    CONSTRAINT fk_visit_consultation
      FOREIGN KEY (consultation_id, organisation_id) REFERENCES consultation (id, organisation_id),
    CONSTRAINT ck_visit_span CHECK (planned_from < planned_until),
    CONSTRAINT ck_visit_report CHECK ((client_came IS NULL) = (result IS NULL) AND (result IS NULL) = (next_step IS NULL)),
    CONSTRAINT ck_visit_reported CHECK (status NOT IN ('reported','approved','returned') OR result IS NOT NULL),
    CONSTRAINT ck_visit_cancellation CHECK ((status = 'cancelled') = (cancellation IS NOT NULL)),
    CONSTRAINT ck_visit_watch CHECK (watch_at IS NULL OR status IN ('planned','checked_in'))
  )`;

/** One accompaniment may serve several referrals of the same case. */
const REFERRAL = `
  CREATE TABLE visit_referral (
    referral_id uuid NOT NULL,${OF_VISIT('visit_referral')},
    CONSTRAINT pk_visit_referral PRIMARY KEY (visit_id, referral_id),
    CONSTRAINT fk_visit_referral_referral
      FOREIGN KEY (referral_id, organisation_id) REFERENCES referral (id, organisation_id)
  )`;

const COMPANION = `
  CREATE TABLE visit_companion (
    person_id uuid NOT NULL CONSTRAINT fk_visit_companion_person REFERENCES person (id),
    removed_at timestamptz,${OF_VISIT('visit_companion')},
    CONSTRAINT pk_visit_companion PRIMARY KEY (visit_id, person_id)
  )`;

/** Each step, who took it, and what was said at it. */
const EVENT = `
  CREATE TABLE visit_event (
    version integer NOT NULL,
    move text NOT NULL,
    from_status text,
    to_status text NOT NULL,
    occurred_at timestamptz NOT NULL,
    account_id uuid NOT NULL CONSTRAINT fk_visit_event_account REFERENCES account (id),
    note_sealed bytea,
    seal text,${OF_VISIT('visit_event')},
    CONSTRAINT pk_visit_event PRIMARY KEY (visit_id, version)
  )`;

/** \`occurred_at\` is what was said, \`recorded_at\` the server's clock. */
const CHECK = `
  CREATE TABLE visit_check (
    id uuid CONSTRAINT pk_visit_check PRIMARY KEY,
    person_id uuid NOT NULL,
    kind text NOT NULL CONSTRAINT ck_visit_check_kind CHECK (kind IN ('check_in','safe','check_out')),
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    account_id uuid NOT NULL CONSTRAINT fk_visit_check_account REFERENCES account (id),${OF_VISIT('visit_check')},
    CONSTRAINT fk_visit_check_companion FOREIGN KEY (visit_id, person_id) REFERENCES visit_companion (visit_id, person_id),
    CONSTRAINT ck_visit_check_order CHECK (occurred_at <= recorded_at)
  )`;

const ALERT = `
  CREATE TABLE visit_alert (
    id uuid CONSTRAINT pk_visit_alert PRIMARY KEY,
    person_id uuid NOT NULL,
    missed text NOT NULL CONSTRAINT ck_visit_alert_missed CHECK (missed IN ('check_in','safe','check_out')),
    due_at timestamptz NOT NULL,
    noted_at timestamptz NOT NULL,
    answered_at timestamptz,
    acknowledged_by uuid CONSTRAINT fk_visit_alert_acknowledged_by REFERENCES account (id),
    acknowledged_at timestamptz,
    outcome text CONSTRAINT ck_visit_alert_outcome CHECK (outcome IN ('safe','unreachable','emergency_call')),${OF_VISIT('visit_alert')},
    CONSTRAINT uq_visit_alert UNIQUE (visit_id, person_id, missed, due_at),
    CONSTRAINT fk_visit_alert_companion FOREIGN KEY (visit_id, person_id) REFERENCES visit_companion (visit_id, person_id),
    CONSTRAINT ck_visit_alert_acknowledged CHECK (
      (acknowledged_by IS NULL) = (acknowledged_at IS NULL) AND (acknowledged_at IS NULL) = (outcome IS NULL))
  )`;
