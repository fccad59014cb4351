import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import type { Interval } from '../shared/interval';
import { PeriodsReader } from '../periods/periods.reader';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { CallHistory, HistoryCell, RedialCount, WrapUpSample } from './domain/call-history';
import { LIVE_CHANNELS } from './domain/demand-slot';
import { type OpenSlot, openSlots, type PeriodHours } from './domain/open-slots';

/** Results of calls that reached the queue, or found it full. */
const QUEUED = ['answered', 'transferred', 'abandoned_queue', 'busy'];

/** What earlier periods know about calls, in counts. */
@Injectable()
export class CallHistoryReader {
  constructor(private readonly periods: PeriodsReader) {}

  async history(tx: Tx, periodIds: readonly string[]): Promise<CallHistory> {
    const perPeriod: { cells: HistoryCell[]; open: OpenSlot[] }[] = [];
    for (const periodId of periodIds) {
      const cells = await this.cells(tx, periodId);
      perPeriod.push({ cells, open: covered(openSlots(await this.hours(tx, periodId)), cells) });
    }
    return {
      cells: perPeriod.flatMap(({ cells }) => cells),
      open: perPeriod.flatMap(({ open }) => open),
      redials: await this.redials(tx, periodIds),
      wrapUps: await this.wrapUps(tx, periodIds),
    };
  }

  async hours(tx: Tx, periodId: string): Promise<PeriodHours> {
    const span = await firstRow<Interval>(
      tx,
      `SELECT p.starts_at AS "from", p.ends_at AS "until" FROM period AS p WHERE p.id = $1`,
      [periodId],
    );
    if (!span) throw notFound('実施期');
    return {
      span,
      windows: await this.periods.openingHours(tx, periodId),
      menu: (await this.periods.menu(tx, periodId)).map(({ fieldCode }) => fieldCode),
    };
  }

  /** One scan. A leg after a transfer keeps a seat busy like any call. */
  private cells(tx: Tx, periodId: string): Promise<HistoryCell[]> {
    return rows<HistoryCell>(
      tx,
      `SELECT c.channel, c.field_code AS "fieldCode",
              date_bin('30 minutes', coalesce(c.queued_at, c.dialled_at), '2000-01-01T00:00:00+09:00') AS "startsAt",
              count(*)::integer AS calls,
              count(*) FILTER (WHERE c.talk_seconds IS NOT NULL)::integer AS answered,
              coalesce(sum(c.talk_seconds), 0)::double precision AS "talkSeconds",
              count(*) FILTER (WHERE c.result = 'abandoned_queue' AND c.queued_at IS NOT NULL AND c.ended_at IS NOT NULL)::integer
                AS abandoned,
              count(*) FILTER (WHERE c.result = 'busy'
                OR c.result = 'abandoned_queue' AND (c.queued_at IS NULL OR c.ended_at IS NULL))::integer AS busy,
              coalesce(sum(c.wait_seconds), 0)::double precision
                + coalesce(sum(extract(epoch FROM c.ended_at - c.queued_at)) FILTER (WHERE c.result = 'abandoned_queue'), 0)
                  ::double precision AS "waitSeconds"
       FROM contact AS c
       WHERE c.period_id = $1 AND c.channel = ANY ($2) AND c.result = ANY ($3)
       GROUP BY 1, 2, 3 ORDER BY 3, 1, 2`,
      [periodId, LIVE_CHANNELS, QUEUED],
    );
  }

  /** A lost caller whose next attempt on the channel comes within two hours dialled again. */
  private async redials(tx: Tx, periodIds: readonly string[]): Promise<RedialCount> {
    const found = await firstRow<RedialCount>(
      tx,
      `WITH attempt AS (
         SELECT c.result, c.dialled_at,
                lead(c.dialled_at) OVER (PARTITION BY c.period_id, c.channel, c.caller_hash ORDER BY c.dialled_at) AS next_at
         FROM contact AS c
         WHERE c.period_id = ANY ($1::uuid[]) AND c.channel = ANY ($2) AND c.result = ANY ($3) AND c.leg = 1
           AND c.caller_hash IS NOT NULL
       )
       SELECT count(*)::integer AS lost,
              count(*) FILTER (WHERE a.next_at < a.dialled_at + interval '2 hours')::integer AS again
       FROM attempt AS a WHERE a.result IN ('abandoned_queue', 'busy')`,
      [periodIds, LIVE_CHANNELS, QUEUED],
    );
    return found ?? { lost: 0, again: 0 };
  }

  /** Sheets written long after the call, or loaded from a file, say nothing about how long a seat stays busy. */
  private wrapUps(tx: Tx, periodIds: readonly string[]): Promise<WrapUpSample[]> {
    return rows<WrapUpSample>(
      tx,
      `SELECT c.channel, count(*)::integer AS sheets,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r.written_at - c.ended_at))::double precision
                AS "medianSeconds"
       FROM consultation AS co
       JOIN contact AS c ON c.id = co.contact_id
       JOIN consultation_revision AS r ON r.consultation_id = co.id AND r.revision_no = 1
       WHERE co.period_id = ANY ($1::uuid[]) AND c.channel = ANY ($2) AND co.origin <> 'import'
         AND r.written_at >= c.ended_at AND r.written_at < c.ended_at + interval '2 hours'
       GROUP BY c.channel ORDER BY c.channel`,
      [periodIds, LIVE_CHANNELS],
    );
  }
}

/** The half hours for which there are files: from the first call in them to the last. */
function covered(open: readonly OpenSlot[], cells: readonly HistoryCell[]): OpenSlot[] {
  const [first, last] = [cells[0]?.startsAt, cells.at(-1)?.startsAt];
  if (!first || !last) return [];
  return open.filter(({ startsAt }) => first <= startsAt && startsAt <= last);
}
