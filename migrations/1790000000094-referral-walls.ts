import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepRelatedPeopleOut } from './related-person-wall';

/** Related people are kept out of the needs of a case, too: of every row that tells of them, and of their audit rows. */
export class ReferralWalls1790000000094 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [
      'referral_need',
      'referral_need_owner',
      'referral_consent',
      'referral_override',
      'referral_identity',
    ]) {
      await keepRelatedPeopleOut(runner, table, { sheet: 'consultation_id' });
    }
    // Read as the owner, whose view is as wide as the scope says.
    await runner.query(`
      CREATE OR REPLACE FUNCTION closed_to(reader uuid, OUT cases text, OUT referrals text, OUT calls text, OUT files_before text)
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE
        scope_before text := coalesce(current_setting('tsunagi.scope', true), '');
        closed uuid[];
      BEGIN
        SELECT array_agg(DISTINCT b.consultation_id), max(b.blocked_at)::text INTO closed, files_before
        FROM public.case_block_person AS bp JOIN public.case_block AS b ON b.id = bp.block_id
        WHERE bp.person_id = reader AND b.ended_at IS NULL
          AND NOT EXISTS (SELECT FROM public.case_block_lifting AS l
                          WHERE l.block_id = b.id AND l.decision = 'approved' AND now() < l.until);
        IF closed IS NOT NULL THEN
          PERFORM set_config('tsunagi.scope', 'all_organisations', true);
          SELECT string_agg(r.id::text, ',') INTO referrals
          FROM (SELECT r.id, r.consultation_id FROM public.referral AS r
                UNION ALL SELECT n.id, n.consultation_id FROM public.referral_need AS n) AS r
          WHERE r.consultation_id = ANY (closed);
          SELECT string_agg(c.contact_id::text, ',') INTO calls FROM public.consultation AS c WHERE c.id = ANY (closed);
          PERFORM set_config('tsunagi.scope', scope_before, true);
        END IF;
        cases := coalesce(array_to_string(closed, ','), '');
        referrals := coalesce(referrals, '');
        calls := coalesce(calls, '');
        files_before := coalesce(files_before, '');
      END
      $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
