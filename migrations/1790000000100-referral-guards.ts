import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rows tell of one person's need; the files of an organisation, whatever other roles its people have. */
const FILES = [
  'referral',
  'referral_event',
  'referral_need',
  'referral_need_owner',
  'referral_consent',
  'referral_override',
  'referral_identity',
];

/**
 * A role that sees all organisations opens no referral of another one; counts and handovers that belong to the office pass
 * both that wall and the one of related people, and tell of no case.
 */
export class ReferralGuards1790000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The program itself has no organisation; whoever has one works on its files.
    await runner.query(`
      CREATE FUNCTION works_in_organisation(organisation uuid) RETURNS boolean
      LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT organisation = coalesce(nullif(current_setting('tsunagi.organisation_id', true), '')::uuid, organisation)
      $$`);
    for (const table of FILES) {
      await runner.query(`
        CREATE POLICY own_files ON ${table} AS RESTRICTIVE TO tsunagi_app USING (works_in_organisation(organisation_id))`);
    }
    for (const [signature, definition] of FUNCTIONS) {
      await runner.query(`CREATE FUNCTION ${signature} ${definition}`);
      const name = signature.slice(0, signature.indexOf('('));
      await runner.query(`REVOKE ALL ON FUNCTION ${name} FROM PUBLIC`);
      await runner.query(`GRANT EXECUTE ON FUNCTION ${name} TO tsunagi_app`);
    }
    await runner.query(`CREATE INDEX ix_referral_consultation ON referral (consultation_id)`);
    await runner.query(`CREATE INDEX ix_referral_need_consultation ON referral_need (consultation_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** These run as the owner: past the walls of the application's role, and by their own condition inside its organisations. */
const AS_OWNER = `SECURITY DEFINER SET search_path = pg_catalog, public`;

const FUNCTIONS: readonly (readonly [signature: string, definition: string])[] = [
  [
    `open_referrals(period uuid)`,
    `RETURNS TABLE (organisation_id uuid, needs integer, attempts integer, without_owner integer, with_another integer)
     LANGUAGE sql STABLE ${AS_OWNER} AS $$
       SELECT n.organisation_id, count(*)::integer,
              sum((SELECT count(*) FROM public.referral AS r WHERE r.need_id = n.id AND r.status <> 'closed'))::integer,
              count(*) FILTER (WHERE n.owner_account_id IS NULL)::integer,
              count(*) FILTER (WHERE n.owner_account_id IS DISTINCT FROM (
                SELECT h.owner_account_id FROM public.referral_handover AS h
                WHERE h.period_id = n.period_id AND h.organisation_id = n.organisation_id
                ORDER BY h.number DESC LIMIT 1))::integer
       FROM public.referral_need AS n
       WHERE n.period_id = period AND n.closed_at IS NULL AND public.sees_organisation(n.organisation_id)
       GROUP BY n.organisation_id
     $$`,
  ],
  [
    `open_needs(period uuid, organisation uuid)`,
    `RETURNS TABLE (id uuid, consultation_id uuid, owner_account_id uuid)
     LANGUAGE sql VOLATILE ${AS_OWNER} AS $$
       SELECT n.id, n.consultation_id, n.owner_account_id FROM public.referral_need AS n
       WHERE n.period_id = period AND n.organisation_id = organisation AND n.closed_at IS NULL
         AND public.sees_organisation(n.organisation_id)
       ORDER BY n.id FOR UPDATE
     $$`,
  ],
  [
    `own_need(need uuid, new_owner uuid, why text, account uuid, at timestamptz)`,
    `RETURNS void
     LANGUAGE sql VOLATILE ${AS_OWNER} AS $$
       WITH owned AS (
         UPDATE public.referral_need AS n SET owner_account_id = new_owner, version = n.version + 1, updated_at = at
         WHERE n.id = need AND n.closed_at IS NULL AND public.sees_organisation(n.organisation_id)
         RETURNING n.id, n.version, n.organisation_id, n.consultation_id)
       INSERT INTO public.referral_need_owner (need_id, version, organisation_id, consultation_id, owner_account_id, reason,
                                               account_id, since)
       SELECT o.id, o.version, o.organisation_id, o.consultation_id, new_owner, why, account, at FROM owned AS o
     $$`,
  ],
  [
    `is_kept_out(account_id uuid, cases uuid[])`,
    `RETURNS boolean
     LANGUAGE sql STABLE ${AS_OWNER} AS $$
       SELECT EXISTS (
         SELECT FROM public.account AS a, public.closed_to(a.person_id) AS closed
         WHERE a.id = account_id AND string_to_array(nullif(closed.cases, ''), ',')::uuid[] && is_kept_out.cases)
     $$`,
  ],
  [
    `open_drafts(period uuid)`,
    `RETURNS TABLE (organisation_id uuid, drafts integer)
     LANGUAGE sql STABLE ${AS_OWNER} AS $$
       SELECT cd.organisation_id, count(*)::integer
       FROM public.period AS p
       JOIN public.consultation_draft AS cd ON cd.submitted_at IS NULL AND cd.set_aside_at IS NULL
         AND (cd.period_id = p.id OR cd.period_id IS NULL AND cd.created_at >= p.starts_at AND cd.created_at < p.ends_at
           AND EXISTS (SELECT FROM public.participation AS pa
                       WHERE pa.period_id = p.id AND pa.organisation_id = cd.organisation_id))
       WHERE p.id = period AND public.sees_organisation(cd.organisation_id)
       GROUP BY cd.organisation_id
     $$`,
  ],
];
