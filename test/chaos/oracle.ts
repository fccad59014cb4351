import type { Random } from '../../seeds/demo/random';
import type { OwnerAccess } from '../support/owner-access';
import type { ClientLog } from './client-log';

const SAMPLE = 60;

/** Everything the client log and the database disagree on. */
export async function compareWithDatabase(owner: OwnerAccess, periodId: string, log: ClientLog) {
  const sheets = await owner.sql<{ id: string; started_at: Date }>(
    `SELECT c.id, c.started_at FROM consultation AS c WHERE c.period_id = $1`,
    [periodId],
  );
  const present = new Set(sheets.map(({ id }) => id));
  return {
    lost: log.with('acknowledged').flatMap(({ sheet }) => (present.has(sheet.id) ? [] : [sheet.id])),
    refusedButPresent: log.with('refused').flatMap(({ sheet }) => (present.has(sheet.id) ? [sheet.id] : [])),
    neverSent: sheets.filter(({ id }) => !log.sent(id)).map(({ id }) => id),
    changed: sheets
      .filter(({ id, started_at: at }) => log.sent(id)?.startedAt.getTime() !== at.getTime())
      .map(({ id }) => id),
    withoutOneAudit: await countedOtherThanOnce(
      owner,
      `SELECT a.object_id AS id, count(*)::integer AS times FROM audit_log AS a
       WHERE a.action = 'consultation.filed' GROUP BY a.object_id`,
      present,
    ),
    withoutOneRevision: await countedOtherThanOnce(
      owner,
      `SELECT r.consultation_id AS id, count(*)::integer AS times FROM consultation_revision AS r
       GROUP BY r.consultation_id`,
      present,
    ),
    numbersWithGaps: await owner.sql(
      `SELECT c.organisation_id, rc.last_no, count(*)::integer AS sheets
       FROM consultation AS c
       JOIN record_counter AS rc ON rc.period_id = c.period_id AND rc.organisation_id = c.organisation_id
       WHERE c.period_id = $1
       GROUP BY c.organisation_id, rc.last_no
       HAVING count(*) <> rc.last_no OR max(c.record_no) <> rc.last_no`,
      [periodId],
    ),
  };
}

/** Narratives are sealed: only the server itself can tell whether the words are the ones that were sent. */
export async function readSampleBack(url: string, log: ClientLog, random: Random): Promise<string[]> {
  const misread: string[] = [];
  for (const { sheet, token } of random.shuffled(log.with('acknowledged')).slice(0, SAMPLE)) {
    const answer = await fetch(`${url}/api/v1/consultations/${sheet.id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { answers } = (await answer.json()) as { answers?: { summary?: string } };
    if (answers?.summary !== sheet.summary) misread.push(sheet.id);
  }
  return misread;
}

async function countedOtherThanOnce(
  owner: OwnerAccess,
  sql: string,
  present: ReadonlySet<string>,
): Promise<string[]> {
  const counted = new Map(
    (await owner.sql<{ id: string; times: number }>(sql)).map(({ id, times }) => [id, times]),
  );
  const all = new Set([...present, ...counted.keys()]);
  return [...all].filter((id) => counted.get(id) !== (present.has(id) ? 1 : 0));
}
