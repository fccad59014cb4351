import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, type FieldFault, notFound } from '../../shared/domain-error';
import { tokyoDay } from '../../shared/tokyo-time';
import { PeopleReader } from '../../organisations/people.reader';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import type { Page, PageQuery } from '../../platform/http/page';
import { type ReferralRow, ReferralsReader } from '../../referrals/referrals.reader';
import type { Based } from '../based-on';
import { CHECK_MINUTES } from '../domain/visit-watch';
import { refuse } from '../refuse';
import { VisitStore } from '../visit-store';
import { type PlanWords, type Visit, type VisitRow, VisitsReader } from '../visits.reader';
import type { NewVisit, VisitPlan } from './plans.dto';

/** A referral that came to nothing, or has ended, needs nobody to go along. */
const ENDED = ['declined', 'withdrawn', 'closed'];

/** Who goes with the person, when and where. */
@Injectable()
export class PlansService {
  constructor(
    private readonly referrals: ReferralsReader,
    private readonly people: PeopleReader,
    private readonly reader: VisitsReader,
    private readonly store: VisitStore,
  ) {}

  async plan(tx: Tx, actor: Actor, now: Date, referralId: string, input: NewVisit): Promise<Visit> {
    const referral = await this.referrals.byId(tx, referralId);
    if (referral.organisationId !== actor.organisationId) throw notFound('つなぎ');
    const also = new Set(input.alsoReferralIds ?? []);
    also.delete(referral.id);
    const others = await this.othersOf(tx, referral, [...also]);
    if ([referral, ...others].some(({ status }) => ENDED.includes(status)))
      throw new DomainError('conflict', 'referral_ended', 'このつなぎは既に終わっています。');
    await this.refuseUnfit(tx, referral, input);
    const visit: Visit = {
      ...planned(input),
      id: input.id ?? uuidv7(),
      organisationId: referral.organisationId,
      periodId: referral.periodId,
      consultationId: referral.consultationId,
      referralIds: [referral.id, ...others.map(({ id }) => id)].sort(),
      status: 'planned',
      clientCame: null,
      result: null,
      nextStep: null,
      cancellation: null,
      approvals: 0,
      hasOpenAlert: false,
      version: 1,
      createdAt: now,
      updatedAt: now,
      checks: [],
    };
    await this.store.add(tx, actor, now, visit, wordsOf(input));
    return visit;
  }

  async ofReferral(
    tx: Tx,
    actor: Actor,
    now: Date,
    referralId: string,
    query: PageQuery,
  ): Promise<Page<VisitRow>> {
    await this.referrals.byId(tx, referralId);
    return this.reader.page(tx, actor, now, query, referralId);
  }

  async replan(tx: Tx, actor: Actor, now: Date, based: Based, input: VisitPlan): Promise<Visit> {
    const visit = await this.reader.byId(tx, actor, based.id);
    if (visit.version !== based.version) throw stale();
    const status = this.store.statusAfter(visit, 'plan', actor);
    await this.refuseUnfit(tx, visit, input);
    const change = { ...planned(input), status };
    return this.store.change(tx, actor, now, { visit, move: 'plan', change, plan: wordsOf(input) });
  }

  private async othersOf(tx: Tx, referral: ReferralRow, ids: readonly string[]): Promise<ReferralRow[]> {
    const sameCase = await this.referrals.ofCase(tx, referral.consultationId);
    const others = sameCase.filter(({ id }) => ids.includes(id));
    refuse(
      others.length === ids.length
        ? []
        : [fault('/alsoReferralIds', 'unknown', '同じ相談のつなぎの中から選んでください。')],
    );
    return others;
  }

  /** A related person whom the case is closed to is as unknown as a stranger: nobody learns more. */
  private async refuseUnfit(
    tx: Tx,
    { organisationId, consultationId }: Pick<Visit, 'organisationId' | 'consultationId'>,
    { companionIds, plannedFrom, plannedUntil }: VisitPlan,
  ): Promise<void> {
    const faults: FieldFault[] = [];
    if (plannedFrom >= plannedUntil)
      faults.push(fault('/plannedUntil', 'span', '終了は開始より後にしてください。'));
    if (companionIds.length === 0)
      faults.push(fault('/companionIds', 'required', '同行する人を1人以上選んでください。'));
    const kept = new Set(await keptAway(tx, consultationId, companionIds));
    for (const [index, personId] of companionIds.entries()) {
      const serves = await this.people.servesOn(tx, personId, organisationId, tokyoDay(plannedFrom));
      if (!serves || kept.has(personId))
        faults.push(fault(`/companionIds/${index}`, 'unknown', '同行できる人が見つかりません。'));
    }
    refuse(faults);
  }
}

function planned(input: VisitPlan) {
  const { plannedFrom, plannedUntil, destinationKind, checkMinutes = CHECK_MINUTES } = input;
  const companionIds = [...new Set(input.companionIds)].sort();
  return { plannedFrom, plannedUntil, destinationKind, checkMinutes, companionIds };
}

function wordsOf({ meetingPlace, destination, safetyContact }: VisitPlan): PlanWords {
  return { meetingPlace, destination, safetyContact };
}

async function keptAway(tx: Tx, consultationId: string, people: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `SELECT p.id FROM unnest($1::uuid[]) AS p(id) CROSS JOIN LATERAL closed_to(p.id) AS closed
     WHERE $2::uuid = ANY (string_to_array(nullif(closed.cases, ''), ',')::uuid[])`,
    [people, consultationId],
  );
  return found.map(({ id }) => id);
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
