import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { rows, type Tx } from '../../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../../platform/http/page';
import { NOBODY, reconciliationScope } from '../domain/reconciliation.policy';
import { CALLS_WITHOUT_SHEET, REMINDERS, SHEETS_WITHOUT_CALL, SUMMARY } from '../queries/reconciliation.sql';
import type {
  CallsWithoutSheetQuery,
  ReconciliationPageQuery,
  ReconciliationQuery,
} from './reconciliation.dto';

export interface OrganisationCounts {
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly callsDue: number;
  readonly callsWithoutSheet: number;
  readonly overdue: number;
  readonly oldestDueAt: Date | null;
  readonly sheets: number;
  readonly sheetsWithoutCall: number;
}

export interface PersonName {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string;
}

type MaybePerson = { readonly [Key in keyof PersonName]: PersonName[Key] | null };

export interface CallWithoutSheet {
  readonly contactId: string;
  readonly organisationId: string | null;
  readonly channel: string;
  readonly carrierNo: string;
  readonly leg: number;
  readonly fieldCode: string | null;
  readonly answeredAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly dueAt: Date;
  readonly isOverdue: boolean;
  readonly counsellors: readonly PersonName[];
}

export interface SheetWithoutCall extends MaybePerson {
  readonly consultationId: string;
  readonly recordNo: number;
  readonly organisationId: string;
  readonly channel: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
}

export interface Reminder extends MaybePerson {
  readonly organisationId: string | null;
  readonly owed: number;
  readonly possible: number;
  readonly overdue: number;
  readonly oldestDueAt: Date | null;
  readonly sheets: number;
  readonly sheetsWithoutCall: number;
}

/** The telephone log and the sheets side by side; neither is joined away for the lack of the other (domain rule 15). */
@Injectable()
export class ReconciliationReader {
  summary(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    query: ReconciliationQuery,
  ): Promise<OrganisationCounts[]> {
    return rows(tx, SUMMARY, [...narrowed(actor, periodId, query), now]);
  }

  /** Longest due first. */
  async calls(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    query: CallsWithoutSheetQuery,
  ): Promise<Page<CallWithoutSheet>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]) ?? [null, null];
    const overdue = query.overdue === undefined ? null : query.overdue === 'true';
    const found = await rows<CallWithoutSheet>(tx, CALLS_WITHOUT_SHEET, [
      ...narrowed(actor, periodId, query),
      now,
      overdue,
      ...cursor,
      query.limit + 1,
    ]);
    return paged(found, query, (row) => [(row.endedAt ?? row.answeredAt).toISOString(), row.contactId]);
  }

  /** Oldest first. */
  async sheets(
    tx: Tx,
    actor: Actor,
    periodId: string,
    query: ReconciliationPageQuery,
  ): Promise<Page<SheetWithoutCall>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]) ?? [null, null];
    const found = await rows<SheetWithoutCall>(tx, SHEETS_WITHOUT_CALL, [
      ...narrowed(actor, periodId, query),
      ...cursor,
      query.limit + 1,
    ]);
    return paged(found, query, (row) => [row.startedAt.toISOString(), row.consultationId]);
  }

  /** One line per organisation and person. */
  async reminders(
    tx: Tx,
    actor: Actor,
    now: Date,
    periodId: string,
    query: ReconciliationPageQuery,
  ): Promise<Page<Reminder>> {
    const cursor = readCursor(query.cursor, [isUuid, isUuid]) ?? [null, null];
    const found = await rows<Reminder>(tx, REMINDERS, [
      ...narrowed(actor, periodId, query),
      now,
      ...cursor,
      query.limit + 1,
    ]);
    return paged(found, query, (row) => [row.organisationId ?? NOBODY, row.personId ?? NOBODY]);
  }
}

/** Period, organisation and person; what the actor asks for never widens what the actor may see. */
function narrowed(actor: Actor, periodId: string, query: ReconciliationQuery): (string | null)[] {
  const scope = reconciliationScope(actor);
  return [
    periodId,
    both(scope.organisationId, query.organisationId?.toLowerCase()),
    both(scope.personId, query.counsellorId?.toLowerCase()),
  ];
}

function both(bound: string | null, asked: string | undefined): string | null {
  if (asked === undefined) return bound;
  return bound === null || bound === asked ? asked : NOBODY;
}

function paged<Row>(
  found: readonly Row[],
  { limit }: { readonly limit: number },
  keyOf: (row: Row) => readonly string[],
): Page<Row> {
  return toPage(found, limit, keyOf, (row) => row);
}
