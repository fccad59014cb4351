import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { failureFacts } from '../../platform/logging/failure-facts';
import { clockActor } from '../domain/outside-actors';
import { type OverdueRow, ReferralsReader } from '../referrals.reader';
import { ReferralsService } from '../referrals.service';

const AT_ONCE = 100;

/** Marks those that nobody answered in time, each by itself, and has the next receiver proposed. */
@Injectable()
export class SilenceService {
  private readonly logger = new Logger('Silence');

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: ReferralsReader,
    private readonly referrals: ReferralsService,
  ) {}

  /** Says how many; whatever is left is found the next time. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    let marked = 0;
    // On behind the last one, so that rows that fail each time hold up none.
    for (let last: OverdueRow | null = null; ;) {
      const overdue = await this.overdue(now, last);
      for (const { id, version } of overdue) {
        if (await this.mark(now, id, version)) marked += 1;
      }
      last = overdue.at(-1) ?? null;
      if (overdue.length < AT_ONCE) return marked;
    }
  }

  private overdue(now: Date, after: OverdueRow | null): Promise<OverdueRow[]> {
    return this.database.transaction(clockActor(), (tx) => this.reader.overdue(tx, now, after, AT_ONCE));
  }

  /** False: it was answered, or marked by another process, in the meantime; or it failed, and is tried again the next time. */
  private async mark(now: Date, id: string, version: number): Promise<boolean> {
    const actor = clockActor();
    try {
      await this.database.transaction(actor, (tx) =>
        this.referrals.move(tx, actor, now, { id, version, move: 'silence' }),
      );
      return true;
    } catch (error) {
      if (error instanceof DomainError && ['stale', 'conflict'].includes(error.kind)) return false;
      this.logger.warn(JSON.stringify(failureFacts(error)));
      return false;
    }
  }
}
