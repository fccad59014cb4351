import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import type { Tx } from '../../platform/database/sql';
import { decideMove } from '../../referrals/domain/referral-moves';
import { ReferralsReader } from '../../referrals/referrals.reader';
import { ReferralsService } from '../../referrals/referrals.service';
import type { VisitRow } from '../visits.reader';

/** A visit to which the person came moves its referrals to `accompanied`, where their own table allows this actor to. */
@Injectable()
export class ReferralsAlongService {
  constructor(
    private readonly reader: ReferralsReader,
    private readonly referrals: ReferralsService,
  ) {}

  /** Says which; a referral that is further on already stays where it is. */
  async move(tx: Tx, actor: Actor, now: Date, visit: VisitRow): Promise<string[]> {
    if (visit.clientCame !== true) return [];
    const moved: string[] = [];
    for (const id of visit.referralIds) {
      const { status, handoverMethod, version } = await this.reader.byId(tx, id);
      if (!decideMove(status, 'accompaniment', actor.roles, handoverMethod).allowed) continue;
      await this.referrals.move(tx, actor, now, { id, version, move: 'accompaniment' });
      moved.push(id);
    }
    return moved;
  }
}
