import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a build for one of these organisations has not ended, whoever asked for it: a build for all that the contractor began is
 * hidden from a coordinator until it has proposed something, and still writes proposals for the same seats. Says yes or no only.
 */
export class BuildsOfOthers1790000000089 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION is_being_built(period uuid, organisations text[]) RETURNS boolean
      LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
      DECLARE
        scope_before text := coalesce(current_setting('tsunagi.scope', true), '');
        found_any boolean;
      BEGIN
        PERFORM set_config('tsunagi.scope', 'all_organisations', true);
        SELECT EXISTS (
          SELECT FROM public.roster_build AS b JOIN public.job AS j ON j.id = b.job_id
          WHERE b.period_id = period AND j.status IN ('queued', 'running')
            AND b.options -> 'organisationIds' ?| organisations) INTO found_any;
        PERFORM set_config('tsunagi.scope', scope_before, true);
        RETURN found_any;
      END
      $$`);
    await runner.query(`REVOKE ALL ON FUNCTION is_being_built FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION is_being_built TO tsunagi_app`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
