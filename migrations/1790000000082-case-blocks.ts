import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

/**
 * Related people (関係者) who must not come near a case: the row-level wall of every table that tells of it. A block holds
 * from the commit that makes it, on every path to a row.
 */
export class CaseBlocks1790000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createTables(runner);
    await this.createNames(runner);
    await this.createQuestions(runner);
    await this.buildWalls(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }

  private async createTables(runner: QueryRunner): Promise<void> {
    // No foreign key to the sheet: a caller says whom she fears at the start, when there is only a draft of the same id.
    await runner.query(`
      CREATE TABLE case_block (
        id uuid CONSTRAINT pk_case_block PRIMARY KEY,
        organisation_id uuid NOT NULL CONSTRAINT fk_case_block_organisation REFERENCES organisation (id),
        consultation_id uuid NOT NULL,
        kind text NOT NULL CONSTRAINT ck_case_block_kind CHECK (kind IN ('person','name','caller_number')),
        person_id uuid CONSTRAINT fk_case_block_person REFERENCES person (id),
        name_salt bytea,
        name_digest bytea,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        account_id uuid NOT NULL CONSTRAINT fk_case_block_account REFERENCES account (id),
        blocked_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT uq_case_block_organisation UNIQUE (id, organisation_id),
        CONSTRAINT ck_case_block_target CHECK ((kind = 'person') = (person_id IS NOT NULL)
          AND (kind = 'name') = (name_digest IS NOT NULL) AND (name_salt IS NULL) = (name_digest IS NULL))
      )`);
    await runner.query(`CREATE INDEX ix_case_block_case ON case_block (consultation_id, id)`);
    await runner.query(`CREATE INDEX ix_case_block_list ON case_block (organisation_id, id DESC)`);
    await runner.query(`
      CREATE UNIQUE INDEX uq_case_block_person ON case_block (consultation_id, person_id) WHERE ended_at IS NULL`);
    await runner.query(`
      CREATE TABLE case_block_person (
        block_id uuid NOT NULL CONSTRAINT fk_case_block_person_block REFERENCES case_block (id),
        person_id uuid NOT NULL CONSTRAINT fk_case_block_person_person REFERENCES person (id),
        CONSTRAINT pk_case_block_person PRIMARY KEY (block_id, person_id)
      )`);
    await runner.query(`CREATE INDEX ix_case_block_person ON case_block_person (person_id, block_id)`);
    await runner.query(`
      CREATE TABLE case_block_lifting (
        id uuid CONSTRAINT pk_case_block_lifting PRIMARY KEY,
        block_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        until timestamptz,
        sealed bytea NOT NULL,
        seal text NOT NULL,
        asked_by uuid NOT NULL CONSTRAINT fk_case_block_lifting_asked_by REFERENCES account (id),
        asked_at timestamptz NOT NULL,
        decision text CONSTRAINT ck_case_block_lifting_decision CHECK (decision IN ('approved','refused')),
        decided_by uuid CONSTRAINT fk_case_block_lifting_decided_by REFERENCES account (id),
        decided_at timestamptz,
        revoked_by uuid CONSTRAINT fk_case_block_lifting_revoked_by REFERENCES account (id),
        revoked_at timestamptz,
        CONSTRAINT fk_case_block_lifting_block
          FOREIGN KEY (block_id, organisation_id) REFERENCES case_block (id, organisation_id),
        CONSTRAINT ck_case_block_lifting_decided
          CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
        CONSTRAINT ck_case_block_lifting_second_person CHECK (decision IS DISTINCT FROM 'approved' OR decided_by <> asked_by),
        CONSTRAINT ck_case_block_lifting_revoked CHECK ((revoked_at IS NULL) = (revoked_by IS NULL)),
        CONSTRAINT ck_case_block_lifting_until CHECK (until > asked_at)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX uq_case_block_lifting_open ON case_block_lifting (block_id) WHERE decision IS NULL`);
    await runner.query(`CREATE INDEX ix_case_block_lifting_block ON case_block_lifting (block_id, id)`);
  }

  /** Names are compared without what people write differently: width, blanks, hiragana for katakana, forms of one character. */
  private async createNames(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT translate(lower(regexp_replace(normalize(name, NFKC), '[[:space:]・.,，．‐‑‒–—−ー\\-\uFE00-\uFE0F\u{E0100}-\u{E01EF}]', '', 'g')),
          '髙﨑邊邉齋齊斎濵濱嶋嶌澤廣國惠眞德櫻瀨曻桒栁槗冨ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔ',
          '高崎辺辺斉斉斉浜浜島島沢広国恵真徳桜瀬昇桑柳橋富ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴ')
      $$`);
    await runner.query(`
      CREATE FUNCTION name_digest(salt bytea, name text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT sha256(salt || convert_to(plain_name(name), 'UTF8'))
      $$`);
    await runner.query(`
      CREATE FUNCTION bears_name(p person, salt bytea, digest bytea) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
        SELECT name_digest(salt, p.family_name || p.given_name) = digest
          OR name_digest(salt, p.family_kana || p.given_kana) = digest
      $$`);
  }

  /** Who is meant is found in all organisations, and told to none: these run as the owner, with the whole house in view. */
  private async createQuestions(runner: QueryRunner): Promise<void> {
    // Whoever is entered, or renamed, after the block was made is meant as well. A block and a person that come at the same
    // moment wait for each other. Whatever is closed to whoever enters the person is looked at all the same.
    await runner.query(`
      CREATE FUNCTION block_namesakes() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE closed_before text := coalesce(current_setting('tsunagi.closed_cases', true), '');
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('case_block_person', 0));
        PERFORM set_config('tsunagi.closed_cases', '', true);
        INSERT INTO public.case_block_person (block_id, person_id)
          SELECT b.id, NEW.id FROM public.case_block AS b
          WHERE b.kind = 'name' AND b.ended_at IS NULL AND public.bears_name(NEW, b.name_salt, b.name_digest)
          ON CONFLICT DO NOTHING;
        PERFORM set_config('tsunagi.closed_cases', closed_before, true);
        RETURN NULL;
      END
      $$`);
    await runner.query(`
      CREATE TRIGGER block_namesakes AFTER INSERT OR UPDATE OF family_name, given_name, family_kana, given_kana ON person
        FOR EACH ROW EXECUTE FUNCTION block_namesakes()`);
    await runner.query(`
      CREATE FUNCTION block_people() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE scope_before text := coalesce(current_setting('tsunagi.scope', true), '');
      BEGIN
        PERFORM pg_advisory_xact_lock(hashtextextended('case_block_person', 0));
        PERFORM set_config('tsunagi.scope', 'all_organisations', true);
        INSERT INTO public.case_block_person (block_id, person_id)
          SELECT NEW.id, p.id FROM public.person AS p
          WHERE p.id = NEW.person_id
             OR (NEW.kind = 'name' AND public.bears_name(p, NEW.name_salt, NEW.name_digest));
        PERFORM set_config('tsunagi.scope', scope_before, true);
        RETURN NULL;
      END
      $$`);
    await runner.query(`
      CREATE TRIGGER block_people AFTER INSERT ON case_block FOR EACH ROW EXECUTE FUNCTION block_people()`);
    // A lifting for a time ends by itself.
    await runner.query(`
      CREATE FUNCTION closed_to(reader uuid, OUT cases text, OUT referrals text, OUT calls text, OUT files_before text)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE
        scope_before text := coalesce(current_setting('tsunagi.scope', true), '');
        closed uuid[];
      BEGIN
        IF EXISTS (SELECT FROM public.case_block_person AS bp WHERE bp.person_id = reader) THEN
          PERFORM set_config('tsunagi.scope', 'all_organisations', true);
          -- A file asked for while a lifting held is not given out after it.
          SELECT array_agg(DISTINCT b.consultation_id), max(greatest(b.blocked_at, lifted.ended_at))::text
          INTO closed, files_before
          FROM public.case_block_person AS bp JOIN public.case_block AS b ON b.id = bp.block_id
          LEFT JOIN LATERAL (
            SELECT max(least(l.until, l.revoked_at)) AS ended_at, bool_or(now() < least(l.until, l.revoked_at)) AS is_open
            FROM public.case_block_lifting AS l WHERE l.block_id = b.id AND l.decision = 'approved'
          ) AS lifted ON true
          WHERE bp.person_id = reader AND b.ended_at IS NULL AND lifted.is_open IS NOT TRUE
            -- Nobody blocks on a sheet of another organisation by writing under its id.
            AND NOT EXISTS (SELECT FROM public.consultation AS c
                            WHERE c.id = b.consultation_id AND c.organisation_id <> b.organisation_id);
          SELECT string_agg(r.id::text, ',') INTO referrals
          FROM (SELECT r.id FROM public.referral AS r WHERE r.consultation_id = ANY (closed)
                UNION ALL SELECT n.id FROM public.referral_need AS n WHERE n.consultation_id = ANY (closed)) AS r;
          -- Every leg of a call that was passed on.
          SELECT string_agg(leg.id::text, ',') INTO calls
          FROM public.consultation AS c JOIN public.contact AS linked ON linked.id = c.contact_id
          JOIN public.contact AS leg ON leg.period_id = linked.period_id AND leg.channel = linked.channel
            AND leg.carrier_no = linked.carrier_no
          WHERE c.id = ANY (closed);
          PERFORM set_config('tsunagi.scope', scope_before, true);
        END IF;
        cases := coalesce(array_to_string(closed, ','), '');
        referrals := coalesce(referrals, '');
        calls := coalesce(calls, '');
        files_before := coalesce(files_before, '');
      END
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION closed_to FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION closed_to TO tsunagi_app`);
    // A number that others of the household call from must not lead to the case.
    await runner.query(`
      CREATE FUNCTION has_silent_number(call uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT EXISTS (
          SELECT FROM contact AS given
          JOIN contact AS leg ON leg.period_id = given.period_id AND leg.channel = given.channel
            AND leg.carrier_no = given.carrier_no
          JOIN consultation AS c ON c.contact_id = leg.id
          JOIN case_block AS b ON b.consultation_id = c.id AND b.organisation_id = c.organisation_id
          WHERE given.id = call AND b.kind = 'caller_number' AND b.ended_at IS NULL
            AND NOT EXISTS (SELECT FROM case_block_lifting AS l
                            WHERE l.block_id = b.id AND l.decision = 'approved' AND now() < least(l.until, l.revoked_at)))
      $$`);
    // What a transaction found closed at its start (src/platform/database/database.ts).
    for (const what of ['cases', 'referrals', 'calls']) {
      await runner.query(`
        CREATE FUNCTION closed_${what}() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
          SELECT coalesce(string_to_array(nullif(current_setting('tsunagi.closed_${what}', true), ''), ',')::uuid[], '{}')
        $$`);
    }
    await runner.query(`
      CREATE FUNCTION files_closed_before() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT coalesce(nullif(current_setting('tsunagi.files_closed_before', true), '')::timestamptz, '-infinity')
      $$`);
  }

  private async buildWalls(runner: QueryRunner): Promise<void> {
    for (const table of ['case_block', 'case_block_lifting']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY own_organisation ON ${table} TO tsunagi_app
          USING (sees_organisation(organisation_id)) WITH CHECK (sees_organisation(organisation_id))`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO tsunagi_app`);
      await runner.query(`CREATE POLICY for_owner ON ${table} TO CURRENT_USER USING (true)`);
    }
    // Who else bears a name is nobody's business: only the own organisation's people are counted.
    await runner.query(`ALTER TABLE case_block_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY with_block ON case_block_person FOR SELECT TO tsunagi_app
        USING (EXISTS (SELECT FROM case_block AS b WHERE b.id = block_id)
               AND EXISTS (SELECT FROM affiliation AS a WHERE a.person_id = case_block_person.person_id))`);
    await runner.query(`CREATE POLICY for_owner ON case_block_person TO CURRENT_USER USING (true)`);
    await runner.query(`GRANT SELECT ON case_block_person TO tsunagi_app`);
    await runner.query(`GRANT UPDATE (ended_at) ON case_block TO tsunagi_app`);
    await runner.query(
      `GRANT UPDATE (decision, decided_by, decided_at, revoked_by, revoked_at) ON case_block_lifting TO tsunagi_app`,
    );
    for (const table of ['consultation', 'consultation_draft']) {
      await keepRelatedPeopleOut(runner, table, { sheet: 'id' });
    }
    for (const table of ['consultation_draft_version', 'consultation_draft_setting_aside']) {
      await keepRelatedPeopleOut(runner, table, { sheet: 'draft_id' });
    }
    for (const table of [
      'consultation_revision',
      'consultation_narrative',
      'consultation_conflict',
      'consultation_review',
      'consultation_voiding',
      'consultation_call_link',
      'referral',
      'case_block',
    ]) {
      await keepRelatedPeopleOut(runner, table, { sheet: 'consultation_id' });
    }
    await keepRelatedPeopleOut(runner, 'referral_event', { referral: 'referral_id' });
    await runner.query(`
      CREATE POLICY not_related ON contact AS RESTRICTIVE TO tsunagi_app
        USING (id <> ALL ((SELECT closed_calls())::uuid[]))`);
    await runner.query(`
      CREATE POLICY not_related ON audit_log AS RESTRICTIVE FOR SELECT TO tsunagi_app
        USING (object_id <> ALL ((SELECT closed_cases() || closed_referrals() || closed_calls())::text[]))`);
    // A file asked for before the block may hold the case; it is made anew.
    await runner.query(`
      CREATE POLICY not_related ON job_output AS RESTRICTIVE FOR SELECT TO tsunagi_app
        USING (permission !~ '^(consultation|referral)[.]'
               OR EXISTS (SELECT FROM job AS j
                          WHERE j.id = job_output.job_id AND j.created_at > (SELECT files_closed_before())))`);
  }
}
