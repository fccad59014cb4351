import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { firstRow, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Based } from '../based-on';
import { type ReferralRow, ReferralsReader } from '../referrals.reader';
import { sheetFor } from '../sheet-of-referral';

/** The referral that a step is about. */
@Injectable()
export class HeldReferrals {
  constructor(private readonly reader: ReferralsReader) {}

  /**
   * As its maker saw it, or as only the clock has changed it since: what somebody writes while the time runs out is judged by
   * the new state, not thrown away. Its need is held, so that steps of all its attempts come one after the other.
   */
  async hold(tx: Tx, actor: Actor, { id, version }: Based): Promise<ReferralRow> {
    await tx.query(
      `SELECT FROM referral_need AS n WHERE n.id = (SELECT r.need_id FROM referral AS r WHERE r.id = $1) FOR UPDATE`,
      [id],
    );
    const current = await this.reader.byId(tx, id);
    if ((await sheetFor(tx, actor, current.consultationId)) === null) throw notFound('つなぎ');
    if (current.version < version || (await hasMovedSince(tx, id, version))) throw stale();
    return current;
  }
}

async function hasMovedSince(tx: Tx, id: string, version: number): Promise<boolean> {
  const step = await firstRow(
    tx,
    `SELECT FROM referral_event AS e WHERE e.referral_id = $1 AND e.version > $2 AND e.actor <> 'clock' LIMIT 1`,
    [id, version],
  );
  return step !== null;
}
