import type { QueryRunner } from 'typeorm';

/** How a table's rows name their case. */
type CaseColumn = { readonly sheet: string } | { readonly referral: string };

/**
 * Keeps whoever is blocked from a case away from its rows in `table`, whatever else the person may see. Asked once a
 * statement, not once a row. The owner is let through: what runs as the owner decides for itself.
 */
export async function keepRelatedPeopleOut(
  runner: QueryRunner,
  table: string,
  column: CaseColumn,
): Promise<void> {
  const [name, closed] =
    'sheet' in column ? [column.sheet, 'closed_cases()'] : [column.referral, 'closed_referrals()'];
  await runner.query(`
    CREATE POLICY not_related ON ${table} AS RESTRICTIVE TO tsunagi_app
      USING (${name} <> ALL ((SELECT ${closed})::uuid[]))`);
}
