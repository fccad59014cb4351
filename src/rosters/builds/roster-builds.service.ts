import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid, notFound } from '../../shared/domain-error';
import { nextTokyoDay, startOfTokyoDay, type TokyoDay, tokyoDay } from '../../shared/tokyo-time';
import { refuseClosed } from '../../periods/domain/refuse-closed';
import { PeriodsReader } from '../../periods/periods.reader';
import { rows, type Tx } from '../../platform/database/sql';
import { JobQueue } from '../../platform/jobs/job-queue';
import { AvailabilityReader } from '../../staffing/availability.reader';
import type { ProposalName } from '../domain/build/build-material';
import { ROSTER_BUILD } from './roster-build.handler';
import type { NewRosterBuild, NewRosterRepair } from './roster-builds.dto';
import { type BuildOptions, RosterBuildsReader } from './roster-builds.reader';

const REPAIR_SECONDS = 10;
/** Steps end a build; time only where they would not. */
const LONGEST_SECONDS = 600;
const YEN_PER_HOUR = 1_500;
const GOALS: readonly ProposalName[] = ['wishes', 'fairest', 'cheapest'];
const MINUTE_BEFORE_MS = 60_000;

@Injectable()
export class RosterBuildsService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly builds: RosterBuildsReader,
    private readonly availability: AvailabilityReader,
    private readonly queue: JobQueue,
  ) {}

  /** Three proposals for the organisations asked for, or for all that the actor plans. */
  async request(tx: Tx, actor: Actor, now: Date, periodId: string, input: NewRosterBuild): Promise<string> {
    const taking = await this.participants(tx, periodId);
    const organisationIds = [...new Set(input.organisationIds ?? taking)];
    const { fromDay, untilDay } = input;
    if (organisationIds.some((id) => !taking.includes(id)))
      throw invalid('/organisationIds', 'not_participating', 'この期に参加していない団体があります。');
    if (fromDay !== undefined && untilDay !== undefined && fromDay >= untilDay)
      throw invalid('/untilDay', 'span', '終了は開始より後にしてください。');
    const limited = fromDay !== undefined || untilDay !== undefined;
    const days = limited ? { from: fromDay ?? '1900-01-01', until: untilDay ?? '2199-12-31' } : null;
    await this.refuseEmpty(
      tx,
      now,
      { periodId, organisationIds, days },
      {
        people: '/organisationIds',
        seats: seatsPointer(input),
      },
    );
    return this.enqueue(tx, actor, now, {
      ...effortOf(input, null),
      periodId,
      organisationIds,
      // Calls can be shared out only among all who answer them.
      isNational: actor.scope === 'all_organisations' && organisationIds.length === taking.length,
      days,
      yenPerHour: input.yenPerHour ?? YEN_PER_HOUR,
      proposals: GOALS,
    });
  }

  /** One proposal that fills these shifts again and touches as few people as it can. */
  async repair(tx: Tx, actor: Actor, now: Date, periodId: string, input: NewRosterRepair): Promise<string> {
    const { organisationId } = input;
    const taking = await this.participants(tx, periodId);
    if (!taking.includes(organisationId))
      throw invalid('/organisationId', 'not_participating', 'この団体はこの期に参加していません。');
    const starts = await rows<{ startsAt: Date }>(
      tx,
      `SELECT s.starts_at AS "startsAt" FROM shift AS s
       WHERE s.id = ANY ($1) AND s.period_id = $2 AND s.organisation_id = $3 ORDER BY s.starts_at`,
      [input.shiftIds, periodId, organisationId],
    );
    const [first, last] = [starts[0], starts.at(-1)];
    if (!first || !last || starts.length < new Set(input.shiftIds).size)
      throw invalid('/shiftIds', 'unknown', 'この団体のシフトが見つかりません。');
    const days = {
      from: dayBefore(tokyoDay(first.startsAt)),
      until: nextTokyoDay(nextTokyoDay(tokyoDay(last.startsAt))),
    };
    await this.refuseEmpty(
      tx,
      now,
      { periodId, organisationIds: [organisationId], days },
      {
        people: '/organisationId',
        seats: '/shiftIds',
      },
    );
    return this.enqueue(tx, actor, now, {
      ...effortOf(input, REPAIR_SECONDS),
      periodId,
      organisationIds: [organisationId],
      isNational: false,
      days,
      yenPerHour: YEN_PER_HOUR,
      proposals: ['repair'],
    });
  }

  private async enqueue(tx: Tx, actor: Actor, now: Date, options: BuildOptions): Promise<string> {
    const { periodId, organisationIds } = options;
    if (await this.builds.isUnfinished(tx, periodId, organisationIds))
      throw new DomainError('conflict', 'build_running', 'この団体を含む自動作成がまだ終わっていません。');
    const jobId = await this.queue.enqueue(tx, actor, now, {
      kind: ROSTER_BUILD,
      input: { periodId },
      dryRun: false,
    });
    const [only] = organisationIds;
    await tx.query(
      `INSERT INTO roster_build (job_id, period_id, organisation_id, options, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [jobId, periodId, actor.organisationId ?? only, JSON.stringify(options), now],
    );
    return jobId;
  }

  private async refuseEmpty(
    tx: Tx,
    now: Date,
    scope: Pick<BuildOptions, 'periodId' | 'organisationIds' | 'days'>,
    pointers: { readonly people: string; readonly seats: string },
  ): Promise<void> {
    if (!(await this.availability.isAnybodyThere(tx, scope.periodId, scope.organisationIds)))
      throw invalid(pointers.people, 'nobody', 'この期に勤務できる人がいません。');
    if (!(await this.builds.hasFreeSeats(tx, now, scope)))
      throw invalid(pointers.seats, 'no_seats', 'これから始まる勤務の席がありません。');
  }

  /**
   * Whoever asks for a build of the period at the same moment waits here, so that the second sees the first one's build; nobody
   * else does, while the period cannot be closed meanwhile.
   */
  private async participants(tx: Tx, periodId: string): Promise<string[]> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`roster-build ${periodId}`]);
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    return (await this.periods.participations(tx, periodId)).map(({ organisationId }) => organisationId);
  }
}

function effortOf(input: NewRosterRepair | NewRosterBuild, seconds: number | null) {
  const most = input.steps === undefined ? seconds : LONGEST_SECONDS;
  return { seconds: input.seconds ?? most, seed: input.seed ?? 1, steps: input.steps ?? null };
}

function dayBefore(day: TokyoDay): TokyoDay {
  return tokyoDay(new Date(startOfTokyoDay(day).getTime() - MINUTE_BEFORE_MS));
}

/** What of the request leaves no seats. */
function seatsPointer({ fromDay, untilDay }: NewRosterBuild): string {
  if (fromDay !== undefined) return '/fromDay';
  return untilDay === undefined ? '/organisationIds' : '/untilDay';
}
