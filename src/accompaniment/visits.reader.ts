import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { nextTokyoDay, startOfTokyoDay, tokyoDay } from '../shared/tokyo-time';
import { type Sealed, unseal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { Cancellation, DestinationKind, NextStep, VisitResult } from './domain/visit-codes';
import { COMPANION, isOffice, type VisitMove, type VisitStatus } from './domain/visit-moves';
import type { VisitCheck } from './domain/visit-watch';
import { noteContext, planContext, reportContext } from './sealed-places';

export interface VisitRow {
  readonly id: string;
  readonly organisationId: string;
  readonly periodId: string;
  readonly consultationId: string;
  readonly referralIds: readonly string[];
  readonly companionIds: readonly string[];
  readonly status: VisitStatus;
  readonly plannedFrom: Date;
  readonly plannedUntil: Date;
  readonly destinationKind: DestinationKind;
  readonly checkMinutes: number;
  readonly clientCame: boolean | null;
  readonly result: VisitResult | null;
  readonly nextStep: NextStep | null;
  readonly cancellation: Cancellation | null;
  readonly approvals: number;
  readonly hasOpenAlert: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface StoredCheck extends VisitCheck {
  readonly id: string;
  readonly recordedAt: Date;
  readonly accountId: string;
}

export interface Visit extends VisitRow {
  readonly checks: readonly StoredCheck[];
}

export interface PlanWords {
  readonly meetingPlace: string;
  readonly destination: string;
  readonly safetyContact: string;
}

export interface VisitWords extends PlanWords {
  readonly report: string | null;
}

export interface VisitStep {
  readonly version: number;
  readonly move: VisitMove;
  readonly fromStatus: VisitStatus | null;
  readonly toStatus: VisitStatus;
  readonly occurredAt: Date;
  readonly accountId: string;
  readonly note: string | null;
}

export interface VisitFilter extends PageQuery {
  readonly status?: VisitStatus;
  readonly mine?: 'true';
  readonly today?: 'true';
  readonly missed?: 'true';
}

type StepRow = Omit<VisitStep, 'note'> & { readonly bytes: Buffer | null; readonly seal: string | null };
type WordsRow = Sealed & { readonly reportBytes: Buffer | null; readonly reportSeal: string | null };

const OPEN_ALERT = `EXISTS (SELECT FROM visit_alert AS al WHERE al.visit_id = v.id AND al.acknowledged_at IS NULL)`;

const VISIT = `
  SELECT v.id, v.organisation_id AS "organisationId", v.period_id AS "periodId", v.consultation_id AS "consultationId",
         ARRAY(SELECT vr.referral_id::text FROM visit_referral AS vr WHERE vr.visit_id = v.id ORDER BY 1) AS "referralIds",
         ARRAY(SELECT vc.person_id::text FROM visit_companion AS vc
               WHERE vc.visit_id = v.id AND vc.removed_at IS NULL ORDER BY 1) AS "companionIds",
         v.status, v.planned_from AS "plannedFrom", v.planned_until AS "plannedUntil",
         v.destination_kind AS "destinationKind", v.check_minutes AS "checkMinutes", v.client_came AS "clientCame",
         v.result, v.next_step AS "nextStep", v.cancellation, v.approvals, ${OPEN_ALERT} AS "hasOpenAlert", v.version,
         v.created_at AS "createdAt", v.updated_at AS "updatedAt"
  FROM visit AS v`;

const GOES_ALONG = (person: string): string => `
  EXISTS (SELECT FROM visit_companion AS vc WHERE vc.visit_id = v.id AND vc.person_id = ${person} AND vc.removed_at IS NULL)`;

/** $1 organisation, $2 whether all of its visits, $3 person: without an office, those on which one goes along. */
const IN_SCOPE = `v.organisation_id = $1 AND ($2 OR ${GOES_ALONG('$3')})`;

@Injectable()
export class VisitsReader {
  /** Latest first; codes only. */
  async page(
    tx: Tx,
    actor: Actor,
    now: Date,
    filter: VisitFilter,
    referralId: string | null = null,
  ): Promise<Page<VisitRow>> {
    const cursor = readCursor(filter.cursor, [isInstant, isUuid]);
    const today = tokyoDay(now);
    const found = await rows<VisitRow>(
      tx,
      `${VISIT}
       WHERE ${IN_SCOPE}
         AND ($4::uuid IS NULL OR EXISTS (SELECT FROM visit_referral AS vr WHERE vr.visit_id = v.id AND vr.referral_id = $4))
         AND ($5::text IS NULL OR v.status = $5)
         AND (NOT $6 OR ${GOES_ALONG('$3')})
         AND ($7::timestamptz IS NULL OR (v.planned_from < $8 AND v.planned_until > $7))
         AND (NOT $9 OR ${OPEN_ALERT})
         AND ($10::timestamptz IS NULL OR (v.planned_from, v.id) < ($10, $11::uuid))
       ORDER BY v.planned_from DESC, v.id DESC LIMIT $12`,
      [
        ...scopeOf(actor),
        referralId,
        filter.status ?? null,
        filter.mine === 'true',
        filter.today ? startOfTokyoDay(today) : null,
        filter.today ? startOfTokyoDay(nextTokyoDay(today)) : null,
        filter.missed === 'true',
        ...(cursor ?? [null, null]),
        filter.limit + 1,
      ],
    );
    return toPage(
      found,
      filter.limit,
      (row) => [row.plannedFrom.toISOString(), row.id],
      (row) => row,
    );
  }

  async byId(tx: Tx, actor: Actor, id: string): Promise<Visit> {
    const found = await firstRow<VisitRow>(tx, `${VISIT} WHERE ${IN_SCOPE} AND v.id = $4`, [
      ...scopeOf(actor),
      id,
    ]);
    if (!found) throw notFound('同行支援');
    return { ...found, checks: await this.checks(tx, id) };
  }

  /** Nobody else writes to it until the transaction ends. */
  async locked(tx: Tx, actor: Actor, id: string): Promise<Visit> {
    await tx.query(`SELECT FROM visit AS v WHERE v.id = $1 FOR UPDATE`, [id]);
    return this.byId(tx, actor, id);
  }

  /** Null: another process is at it, or nothing is to be looked for any more. For the clock, which sees all. */
  async lockedToWatch(tx: Tx, now: Date, id: string): Promise<Visit | null> {
    const free = await firstRow(
      tx,
      `SELECT FROM visit AS v WHERE v.id = $1 AND v.watch_at <= $2 FOR UPDATE SKIP LOCKED`,
      [id, now],
    );
    if (free === null) return null;
    const found = await firstRow<VisitRow>(tx, `${VISIT} WHERE v.id = $1`, [id]);
    return found && { ...found, checks: await this.checks(tx, id) };
  }

  async toWatch(tx: Tx, now: Date, limit: number): Promise<{ id: string }[]> {
    return rows(tx, `SELECT v.id FROM visit AS v WHERE v.watch_at <= $1 ORDER BY v.watch_at, v.id LIMIT $2`, [
      now,
      limit,
    ]);
  }

  async words(tx: Tx, id: string): Promise<VisitWords> {
    const found = await firstRow<WordsRow>(
      tx,
      `SELECT v.sealed AS bytes, v.seal, v.report_sealed AS "reportBytes", v.report_seal AS "reportSeal"
       FROM visit AS v WHERE v.id = $1`,
      [id],
    );
    if (!found) throw notFound('同行支援');
    const { reportBytes, reportSeal } = found;
    const plan = JSON.parse(unseal(found, planContext(id))) as PlanWords;
    const report =
      reportBytes && reportSeal ? unseal({ bytes: reportBytes, seal: reportSeal }, reportContext(id)) : null;
    return { ...plan, report };
  }

  /** Every step in order, and what was said at it. */
  async steps(tx: Tx, id: string): Promise<VisitStep[]> {
    const found = await rows<StepRow>(
      tx,
      `SELECT e.version, e.move, e.from_status AS "fromStatus", e.to_status AS "toStatus", e.occurred_at AS "occurredAt",
              e.account_id AS "accountId", e.note_sealed AS bytes, e.seal
       FROM visit_event AS e WHERE e.visit_id = $1 ORDER BY e.version`,
      [id],
    );
    return found.map(({ bytes, seal, ...step }) => ({
      ...step,
      note: bytes && seal ? unseal({ bytes, seal }, noteContext(id, step.version)) : null,
    }));
  }

  private async checks(tx: Tx, id: string): Promise<StoredCheck[]> {
    return rows(
      tx,
      `SELECT c.id, c.person_id AS "personId", c.kind, c.occurred_at AS "occurredAt", c.recorded_at AS "recordedAt",
              c.account_id AS "accountId"
       FROM visit_check AS c WHERE c.visit_id = $1 ORDER BY c.recorded_at, c.id`,
      [id],
    );
  }
}

function scopeOf({ organisationId, roles, personId }: Actor): readonly unknown[] {
  return [organisationId, isOffice(roles), personId];
}

/** With `companion` for whoever goes along. */
export function rolesIn(
  visit: Pick<VisitRow, 'companionIds'>,
  { roles, personId }: Actor,
): readonly string[] {
  return personId !== null && visit.companionIds.includes(personId) ? [...roles, COMPANION] : roles;
}
