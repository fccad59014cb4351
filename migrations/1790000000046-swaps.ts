import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A published seat that goes to somebody else by agreement, alone or against another one; across two organisations at most. */
export class Swaps1790000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE swap (
        id uuid CONSTRAINT pk_swap PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_swap_organisation REFERENCES organisation (id),
        partner_organisation_id uuid NOT NULL CONSTRAINT fk_swap_partner_organisation REFERENCES organisation (id),
        kind text NOT NULL CONSTRAINT ck_swap_kind CHECK (kind IN ('exchange','give_away')),
        status text NOT NULL CONSTRAINT ck_swap_status
          CHECK (status IN ('proposed','accepted','approved_once','done','declined','rejected','withdrawn','expired')),
        proposer_id uuid NOT NULL CONSTRAINT fk_swap_proposer REFERENCES person (id),
        assignment_id uuid NOT NULL,
        partner_id uuid NOT NULL CONSTRAINT fk_swap_partner REFERENCES person (id),
        partner_assignment_id uuid,
        seat jsonb NOT NULL,
        partner_seat jsonb,
        approved_at timestamptz,
        partner_approved_at timestamptz,
        expires_at timestamptz NOT NULL,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT ck_swap_people CHECK (proposer_id <> partner_id),
        CONSTRAINT ck_swap_partner_seat CHECK ((partner_assignment_id IS NOT NULL) = (kind = 'exchange')),
        CONSTRAINT ck_swap_give_away CHECK (kind = 'exchange' OR partner_organisation_id = organisation_id),
        CONSTRAINT fk_swap_assignment
          FOREIGN KEY (assignment_id, organisation_id) REFERENCES shift_assignment (id, organisation_id),
        CONSTRAINT fk_swap_partner_assignment
          FOREIGN KEY (partner_assignment_id, partner_organisation_id) REFERENCES shift_assignment (id, organisation_id)
      )`);
    // `seat` and `partner_seat` say when and what: neither organisation may read the other's roster.
    // One open proposal per seat: two that are both agreed would undo each other.
    await runner.query(`
      CREATE UNIQUE INDEX uq_swap_open ON swap (assignment_id)
      WHERE status IN ('proposed','accepted','approved_once')`);
    await runner.query(`
      CREATE INDEX ix_swap_open_expiry ON swap (expires_at) WHERE status IN ('proposed','accepted','approved_once')`);
    await runner.query(`CREATE INDEX ix_swap_partner ON swap (partner_id)`);
    await runner.query(`
      CREATE TABLE swap_event (
        swap_id uuid NOT NULL CONSTRAINT fk_swap_event_swap REFERENCES swap (id),
        version integer NOT NULL,
        move text NOT NULL CONSTRAINT ck_swap_event_move
          CHECK (move IN ('propose','accept','decline','approve','reject','withdraw','expire')),
        part text NOT NULL CONSTRAINT ck_swap_event_part
          CHECK (part IN ('proposer','partner','coordinator','partner_coordinator','system')),
        status text NOT NULL,
        account_id uuid CONSTRAINT fk_swap_event_account REFERENCES account (id),
        occurred_at timestamptz NOT NULL,
        CONSTRAINT pk_swap_event PRIMARY KEY (swap_id, version)
      )`);
    await runner.query(`ALTER TABLE swap ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY either_organisation ON swap
        USING (sees_organisation(organisation_id) OR sees_organisation(partner_organisation_id))
        WITH CHECK (sees_organisation(organisation_id) OR sees_organisation(partner_organisation_id))`);
    await runner.query(`ALTER TABLE swap_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY with_swap ON swap_event
        USING (EXISTS (SELECT FROM swap AS s WHERE s.id = swap_id))
        WITH CHECK (EXISTS (SELECT FROM swap AS s WHERE s.id = swap_id))`);
    await runner.query(`GRANT SELECT, INSERT ON swap, swap_event TO tsunagi_app`);
    await runner.query(
      `GRANT UPDATE (status, approved_at, partner_approved_at, version) ON swap TO tsunagi_app`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
