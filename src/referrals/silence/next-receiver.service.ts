import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { rows, type Tx } from '../../platform/database/sql';
import { DirectorySearchReader } from '../../directory/directory-search.reader';
import type { Match } from '../../directory/domain/match-services';
import { receiverKindOf } from '../domain/receiver-kinds';
import type { HandoverMethod } from '../domain/referral-moves';
import { criteriaFor } from '../domain/search-criteria';
import { type NeedRow, ReferralNeedsReader } from '../referral-needs.reader';
import type { ReferralRow } from '../referrals.reader';
import { newReferral } from '../steps/new-referral';
import { ReferralStore } from '../steps/referral-store';

/** Whom to try next: the directory's order, without those that were tried. It is a proposal and needs a consent of its own. */
@Injectable()
export class NextReceiverService {
  constructor(
    private readonly needs: ReferralNeedsReader,
    private readonly search: DirectorySearchReader,
    private readonly store: ReferralStore,
  ) {}

  /** Null: the directory knows nobody else, or another attempt is already under way. */
  async propose(tx: Tx, actor: Actor, now: Date, after: ReferralRow): Promise<ReferralRow | null> {
    const need = await this.needs.byId(tx, after.needId);
    if (need.closedAt !== null || (await hasOtherAttempt(tx, after))) return null;
    const [match] = await this.candidates(tx, now, need, after.handoverMethod);
    if (!match) return null;
    const { service } = match;
    const receiver = {
      serviceId: service.id,
      serviceVersion: null,
      receiverName: service.name,
      receiverKind: receiverKindOf(service.bodyKind),
      receiverPhone: null,
      handoverMethod: after.handoverMethod,
      previousReferralId: after.id,
    };
    const referral = newReferral(need, receiver, uuidv7(), now);
    await this.store.add(tx, actor, referral, undefined);
    return referral;
  }

  /** Best first. */
  async candidates(tx: Tx, now: Date, need: NeedRow, method: HandoverMethod): Promise<Match[]> {
    const tried = await rows<{ serviceId: string }>(
      tx,
      `SELECT r.service_id AS "serviceId" FROM referral AS r WHERE r.need_id = $1 AND r.service_id IS NOT NULL`,
      [need.id],
    );
    const ids = new Set(tried.map(({ serviceId }) => serviceId));
    const matches = await this.search.matches(tx, criteriaFor(need, method, now));
    return matches.filter(({ service }) => !ids.has(service.id));
  }
}

/** One that may still lead somewhere; those that were silent or said no do not count. */
async function hasOtherAttempt(tx: Tx, { needId, id }: ReferralRow): Promise<boolean> {
  const others = await rows(
    tx,
    `SELECT FROM referral AS r
     WHERE r.need_id = $1 AND r.id <> $2 AND r.status NOT IN ('no_answer', 'declined', 'withdrawn', 'closed') LIMIT 1`,
    [needId, id],
  );
  return others.length > 0;
}
