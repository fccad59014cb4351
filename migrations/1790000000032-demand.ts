import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many calls a period will bring, computed from earlier ones, and what people set by hand. National figures of no organisation. */
export class Demand1790000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Append-only: every computation stays with all it assumed and measured; the newest is in force.
    await runner.query(`
      CREATE TABLE demand_plan (
        id uuid CONSTRAINT pk_demand_plan PRIMARY KEY,
        period_id uuid NOT NULL CONSTRAINT fk_demand_plan_period REFERENCES period (id),
        number integer NOT NULL CONSTRAINT ck_demand_plan_number CHECK (number > 0),
        source_period_ids uuid[] NOT NULL,
        level double precision NOT NULL CONSTRAINT ck_demand_plan_level CHECK (level > 0),
        target_answer_rate double precision NOT NULL CONSTRAINT ck_demand_plan_target
          CHECK (target_answer_rate > 0 AND target_answer_rate < 1),
        occupancy_cap double precision CONSTRAINT ck_demand_plan_cap CHECK (occupancy_cap > 0 AND occupancy_cap <= 1),
        assumptions jsonb NOT NULL,
        measured jsonb NOT NULL,
        account_id uuid NOT NULL CONSTRAINT fk_demand_plan_account REFERENCES account (id),
        computed_at timestamptz NOT NULL,
        CONSTRAINT uq_demand_plan_number UNIQUE (period_id, number)
      )`);
    // field_code null: callers who chose no field, as on a channel without a menu.
    await runner.query(`
      CREATE TABLE demand_cell (
        plan_id uuid NOT NULL CONSTRAINT fk_demand_cell_plan REFERENCES demand_plan (id),
        channel text NOT NULL CONSTRAINT ck_demand_cell_channel
          CHECK (channel IN ('phone','chat','mail','sns','metaverse','other')),
        field_code text CONSTRAINT fk_demand_cell_line_field REFERENCES line_field (code),
        starts_at timestamptz NOT NULL,
        calls double precision NOT NULL CONSTRAINT ck_demand_cell_calls CHECK (calls >= 0),
        talk_seconds double precision NOT NULL CONSTRAINT ck_demand_cell_talk CHECK (talk_seconds > 0),
        wrap_up_seconds double precision NOT NULL CONSTRAINT ck_demand_cell_wrap_up CHECK (wrap_up_seconds >= 0),
        patience_seconds double precision NOT NULL CONSTRAINT ck_demand_cell_patience CHECK (patience_seconds > 0),
        offered_load double precision NOT NULL CONSTRAINT ck_demand_cell_load CHECK (offered_load >= 0),
        seats integer NOT NULL CONSTRAINT ck_demand_cell_seats CHECK (seats >= 0),
        CONSTRAINT uq_demand_cell UNIQUE NULLS NOT DISTINCT (plan_id, starts_at, channel, field_code)
      )`);
    await runner.query(`
      CREATE TABLE demand_need (
        id uuid CONSTRAINT pk_demand_need PRIMARY KEY,
        period_id uuid NOT NULL CONSTRAINT fk_demand_need_period REFERENCES period (id),
        channel text NOT NULL CONSTRAINT ck_demand_need_channel
          CHECK (channel IN ('phone','chat','mail','sns','metaverse','other')),
        field_code text CONSTRAINT fk_demand_need_line_field REFERENCES line_field (code),
        role text NOT NULL CONSTRAINT ck_demand_need_role
          CHECK (role IN ('counsellor','adviser','coordinator','interpreter','standby')),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        min_seats integer NOT NULL CONSTRAINT ck_demand_need_seats CHECK (min_seats >= 0),
        min_supervisors integer NOT NULL CONSTRAINT ck_demand_need_supervisors CHECK (min_supervisors >= 0),
        language text CONSTRAINT ck_demand_need_language CHECK (language ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
        gender text CONSTRAINT ck_demand_need_gender CHECK (gender ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
        strength text NOT NULL CONSTRAINT ck_demand_need_strength CHECK (strength IN ('hard','weighted')),
        weight integer NOT NULL CONSTRAINT ck_demand_need_weight CHECK (weight >= 0),
        reason text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        account_id uuid NOT NULL CONSTRAINT fk_demand_need_account REFERENCES account (id),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        CONSTRAINT ck_demand_need_span CHECK (starts_at < ends_at),
        CONSTRAINT ck_demand_need_wanted CHECK (min_seats + min_supervisors > 0)
      )`);
    await runner.query(`CREATE INDEX ix_demand_need_period ON demand_need (period_id, starts_at, id)`);
    await runner.query(`GRANT SELECT, INSERT ON demand_plan, demand_cell, demand_need TO tsunagi_app`);
    await runner.query(`
      GRANT UPDATE (channel, field_code, role, starts_at, ends_at, min_seats, min_supervisors, language, gender, strength,
                    weight, reason, version, updated_at, withdrawn_at) ON demand_need TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
