import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { sheetScope } from '../consultations/domain/consultation.policy';
import { type Sealed, type SealContext, unseal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { ChecklistEntry, ChecklistStep, UrgentOutcome } from './domain/urgent-checklist';

export interface UrgentCase {
  readonly id: string;
  readonly organisationId: string;
  readonly consultationId: string;
  readonly steps: readonly ChecklistStep[];
  readonly accountId: string;
  readonly openedAt: Date;
  readonly outcome: UrgentOutcome | null;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
}

interface EntryWords {
  readonly office: string | null;
  readonly answeredBy: string | null;
  readonly referenceNo: string | null;
  readonly note: string | null;
}

export interface UrgentEntry extends ChecklistEntry, EntryWords {
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly accountId: string;
  readonly writtenBy: string;
}

type StandingRow = ChecklistEntry & { readonly urgentCaseId: string };
type EntryRow = Omit<UrgentEntry, keyof EntryWords> & Sealed;

const CASE = `
  SELECT u.id, u.organisation_id AS "organisationId", u.consultation_id AS "consultationId", u.steps,
         u.account_id AS "accountId", u.opened_at AS "openedAt", u.outcome, u.closed_by AS "closedBy",
         u.closed_at AS "closedAt", u.version
  FROM urgent_case AS u`;

/** $1 organisation, $2 which sheets, $3 person, $4 account: a counsellor sees the cases of own calls, and those joined. */
const IN_SCOPE = `
  u.organisation_id = $1 AND ($2 = 'all' OR ($2 = 'own' AND (
    u.account_id = $4
    OR EXISTS (SELECT FROM consultation AS co WHERE co.id = u.consultation_id AND co.counsellor_id = $3)
    OR EXISTS (SELECT FROM consultation_draft AS cd WHERE cd.id = u.consultation_id AND cd.account_id = $4))))`;

const ENTRY = `
  SELECT e.id, e.kind, e.step_code AS "stepCode", e.corrects, e.occurred_at AS "occurredAt",
         e.recorded_at AS "recordedAt", e.account_id AS "accountId", a.display_name AS "writtenBy", e.sealed AS bytes, e.seal
  FROM urgent_entry AS e JOIN account AS a ON a.id = e.account_id`;

@Injectable()
export class UrgentCasesReader {
  /** Newest first. */
  async page(tx: Tx, actor: Actor, query: UrgentFilter): Promise<Page<UrgentCase>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<UrgentCase>(
      tx,
      `${CASE}
       WHERE ${IN_SCOPE}
         AND ($5::text IS NULL OR (u.closed_at IS NULL) = ($5 = 'open'))
         AND ($6::uuid IS NULL OR u.consultation_id = $6)
         AND ($7::timestamptz IS NULL OR (u.opened_at, u.id) < ($7, $8::uuid))
       ORDER BY u.opened_at DESC, u.id DESC LIMIT $9`,
      [
        ...scopeOf(actor),
        query.status ?? null,
        query.consultationId ?? null,
        ...(cursor ?? [null, null]),
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      ({ openedAt, id }) => [openedAt.toISOString(), id],
      (row) => row,
    );
  }

  async byId(tx: Tx, actor: Actor, id: string): Promise<UrgentCase> {
    const found = await firstRow<UrgentCase>(tx, `${CASE} WHERE ${IN_SCOPE} AND u.id = $5`, [
      ...scopeOf(actor),
      id,
    ]);
    if (!found) throw notFound('緊急対応');
    return found;
  }

  async running(tx: Tx, consultationId: string, organisationId: string | null): Promise<UrgentCase | null> {
    return firstRow(
      tx,
      `${CASE} WHERE u.consultation_id = $1 AND u.organisation_id = $2 AND u.closed_at IS NULL`,
      [consultationId, organisationId],
    );
  }

  /** What the standing of steps follows from, by case; words stay sealed. */
  async standing(
    tx: Tx,
    caseIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ChecklistEntry[]>> {
    const found = await rows<StandingRow>(
      tx,
      `SELECT e.urgent_case_id AS "urgentCaseId", e.id, e.kind, e.step_code AS "stepCode", e.corrects
       FROM urgent_entry AS e WHERE e.urgent_case_id = ANY ($1) ORDER BY e.urgent_case_id, e.version`,
      [caseIds],
    );
    const byCase = new Map<string, ChecklistEntry[]>(caseIds.map((id) => [id, []]));
    for (const row of found) byCase.get(row.urgentCaseId)?.push(row);
    return byCase;
  }

  /** As they were written, oldest first. */
  async entries(tx: Tx, caseId: string, query: PageQuery): Promise<Page<UrgentEntry>> {
    const [after] = readCursor(query.cursor, [isUuid]) ?? [null];
    const found = await rows<EntryRow>(
      tx,
      `${ENTRY}
       WHERE e.urgent_case_id = $1
         AND ($2::uuid IS NULL OR e.version > (SELECT l.version FROM urgent_entry AS l WHERE l.id = $2))
       ORDER BY e.version LIMIT $3`,
      [caseId, after, query.limit + 1],
    );
    return toPage(found, query.limit, ({ id }) => [id], opened);
  }

  async entry(tx: Tx, caseId: string, id: string): Promise<UrgentEntry | null> {
    const found = await firstRow<EntryRow>(tx, `${ENTRY} WHERE e.urgent_case_id = $1 AND e.id = $2`, [
      caseId,
      id,
    ]);
    return found && opened(found);
  }
}

interface UrgentFilter extends PageQuery {
  readonly status?: 'open' | 'closed';
  readonly consultationId?: string;
}

function scopeOf(actor: Actor): readonly unknown[] {
  const scope = sheetScope(actor);
  return [scope.organisationId, scope.sheets, scope.personId, actor.accountId];
}

function opened({ bytes, seal, ...row }: EntryRow): UrgentEntry {
  const words = JSON.parse(unseal({ bytes, seal }, entryContext(row.id))) as EntryWords;
  return { ...row, ...words };
}

export function entryContext(id: string): SealContext {
  return { table: 'urgent_entry', rowId: id, field: 'words' };
}
