import { Injectable } from '@nestjs/common';
import { DomainError } from '../../shared/domain-error';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { clockActor } from '../domain/outside-actors';
import { ReferralsReader } from '../referrals.reader';
import { ReferralsService } from '../referrals.service';

const AT_ONCE = 100;

/** Marks those that nobody answered in time, each by itself, and has the next receiver proposed. */
@Injectable()
export class SilenceService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: ReferralsReader,
    private readonly referrals: ReferralsService,
  ) {}

  /** Says how many; whatever is left is found the next time. */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    const actor = clockActor();
    const overdue = await this.database.transaction(actor, (tx) => this.reader.overdue(tx, now, AT_ONCE));
    let marked = 0;
    for (const { id, version } of overdue) {
      if (await this.mark(now, id, version)) marked += 1;
    }
    return marked;
  }

  /** False: it was answered, or marked by another process, in the meantime. */
  private async mark(now: Date, id: string, version: number): Promise<boolean> {
    const actor = clockActor();
    try {
      await this.database.transaction(actor, (tx) =>
        this.referrals.move(tx, actor, now, { id, version, move: 'silence' }),
      );
      return true;
    } catch (error) {
      if (error instanceof DomainError && ['stale', 'conflict'].includes(error.kind)) return false;
      throw error;
    }
  }
}
