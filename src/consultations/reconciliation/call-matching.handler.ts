import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import type { JobCounts, JobHandler, RunningJob } from '../../platform/jobs/job';
import { JobHandlers } from '../../platform/jobs/job-handlers';
import { assignMatches, type Pair } from '../domain/matching/assign-matches';
import { pairFinder } from '../domain/matching/find-pairs';
import { holdCalls } from '../hold-calls';
import { LINK_MATCHES } from '../queries/call-link.sql';
import { holdPeriodOpen } from '../sheet-intake';
import { FreeEndsReader } from './free-ends.reader';

export const CALL_MATCHING = 'call-matching';

const LINKS_AT_ONCE = 2_000;
/** So many sheets are looked at before other work of the process gets its turn. */
const SHEETS_AT_ONCE = 200;

interface Match {
  readonly consultation_id: string;
  readonly contact_id: string;
  readonly score: number;
  readonly version: number;
}

interface Found {
  readonly sheets: number;
  readonly matches: readonly Match[];
  readonly ambiguous: number;
}

/** Brings sheets and calls of a period together, one organisation after the other. */
@Injectable()
export class CallMatchingHandler implements JobHandler, OnModuleInit {
  readonly kind = CALL_MATCHING;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly ends: FreeEndsReader,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  /** `rows` are the sheets without a call; of them `added` got one, `rejected` were in doubt, `unchanged` found none. */
  async run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts> {
    const periodId = job.input['periodId'];
    if (periodId === undefined) throw new Error('a matching needs its period');
    await holdPeriodOpen(tx, periodId);
    const organisations = await this.ends.organisations(tx, periodId, job.input['organisationId'] ?? null);
    // Everything is looked for before anything is written: whoever files meanwhile waits for the writing only.
    const found = new Map<string, Found>();
    for (const organisationId of organisations) {
      found.set(organisationId, await this.find(tx, periodId, organisationId, job));
    }
    let [sheets, added, rejected] = [0, 0, 0];
    for (const [organisationId, each] of found) {
      const linked = await this.link(tx, actor, now, each.matches);
      await this.audit.record(tx, actor, now, {
        action: 'reconciliation.matched',
        objectType: 'period',
        objectId: periodId,
        organisationId,
        detail: { sheets: each.sheets, linked, ambiguous: each.ambiguous },
      });
      sheets += each.sheets;
      added += linked;
      rejected += each.ambiguous;
    }
    return { rows: sheets, added, rejected, unchanged: sheets - added - rejected };
  }

  private async find(tx: Tx, periodId: string, organisationId: string, job: RunningJob): Promise<Found> {
    const ends = await this.ends.of(tx, periodId, organisationId);
    const pairsOf = pairFinder(ends);
    const pairs: Pair[] = [];
    for (let start = 0; start < ends.sheets.length; start += SHEETS_AT_ONCE) {
      for (const pair of pairsOf(ends.sheets.slice(start, start + SHEETS_AT_ONCE))) {
        if (!ends.refused.has(`${pair.sheetId} ${pair.callId}`)) pairs.push(pair);
      }
      await job.checkpoint(start);
    }
    const { matches, ambiguous } = assignMatches(pairs);
    const versions = new Map(ends.sheets.map(({ id, version }) => [id, version]));
    return {
      sheets: ends.sheets.length,
      ambiguous: ambiguous.length,
      matches: matches.map(({ sheetId, callId, score }) => ({
        consultation_id: sheetId,
        contact_id: callId,
        score,
        version: versions.get(sheetId) ?? 0,
      })),
    };
  }

  private async link(tx: Tx, actor: Actor, now: Date, matches: readonly Match[]): Promise<number> {
    let linked = 0;
    for (let start = 0; start < matches.length; start += LINKS_AT_ONCE) {
      const batch = matches.slice(start, start + LINKS_AT_ONCE);
      await holdCalls(
        tx,
        batch.map((match) => match.contact_id),
      );
      linked += (await rows(tx, LINK_MATCHES, [JSON.stringify(batch), now, actor.accountId])).length;
    }
    return linked;
  }
}
