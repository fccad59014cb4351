import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid, notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import type { Tx } from '../../platform/database/sql';
import { checkOrder, isLastToLeave } from '../domain/check-order';
import { isOffice } from '../domain/visit-moves';
import { refuse } from '../refuse';
import { VisitStore } from '../visit-store';
import { type StoredCheck, type Visit, VisitsReader } from '../visits.reader';
import type { CheckView, NewCheck } from './checks.dto';

interface CheckedVisit {
  readonly visit: Visit;
  readonly check: StoredCheck;
}

/** Signs of life on the way. Everybody adds, nobody overwrites, so two companions may press at the same time. */
@Injectable()
export class ChecksService {
  constructor(
    private readonly reader: VisitsReader,
    private readonly store: VisitStore,
  ) {}

  async find(tx: Tx, actor: Actor, visitId: string, id: string): Promise<CheckedVisit> {
    const visit = await this.reader.byId(tx, actor, visitId);
    const check = visit.checks.find((candidate) => candidate.id === id);
    if (!check) throw notFound('連絡の記録');
    return { visit, check };
  }

  async add(tx: Tx, actor: Actor, now: Date, visitId: string, input: NewCheck): Promise<CheckedVisit> {
    const visit = await this.reader.locked(tx, actor, visitId);
    const to = this.store.statusAfter(visit, input.kind, actor);
    const personId = whose(visit, actor, input.personId);
    const own = visit.checks.filter((check) => check.personId === personId);
    const occurredAt = input.occurredAt ?? now;
    refuse(checkOrder(own, { kind: input.kind, occurredAt }, now));
    const check: StoredCheck = {
      id: input.id ?? uuidv7(),
      personId,
      kind: input.kind,
      occurredAt,
      recordedAt: now,
      accountId: accountOf(actor),
    };
    await insertCheck(tx, visit, check);
    const checks = [...visit.checks, check];
    const changed = await this.store.change(tx, actor, now, {
      visit,
      move: input.kind,
      change: { checks, status: goesOn(visit, check) ? visit.status : to },
      detail: { check: check.id, person: personId },
    });
    await tx.query(
      `UPDATE visit_alert SET answered_at = $3 WHERE visit_id = $1 AND person_id = $2 AND answered_at IS NULL`,
      [visit.id, personId, now],
    );
    return { visit: changed, check };
  }
}

/** One of several leaves. */
function goesOn(visit: Visit, { kind, personId }: StoredCheck): boolean {
  return kind === 'check_out' && !isLastToLeave(visit.checks, personId);
}

/** One's own; the office notes for a companion who rang. */
function whose(visit: Visit, actor: Actor, personId: string | undefined): string {
  const person = personId ?? actor.personId;
  if (person !== actor.personId && !isOffice(actor.roles))
    throw new DomainError('forbidden', 'forbidden', 'ほかの人の連絡は記録できません。');
  if (person === null || !visit.companionIds.includes(person))
    throw invalid('/personId', 'unknown', '同行する人が見つかりません。');
  return person;
}

function accountOf({ accountId }: Actor): string {
  if (accountId === null) throw new Error('A check without an account');
  return accountId;
}

async function insertCheck(tx: Tx, visit: Visit, check: StoredCheck): Promise<void> {
  await tx.query(
    `INSERT INTO visit_check (id, visit_id, organisation_id, consultation_id, person_id, kind, occurred_at, recorded_at, account_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      check.id,
      visit.id,
      visit.organisationId,
      visit.consultationId,
      check.personId,
      check.kind,
      check.occurredAt,
      check.recordedAt,
      check.accountId,
    ],
  );
}

export function presentCheck({ accountId, occurredAt, recordedAt, ...check }: StoredCheck): CheckView {
  return {
    ...check,
    occurredAt: formatTokyo(occurredAt),
    recordedAt: formatTokyo(recordedAt),
    recordedBy: accountId,
  };
}
