import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { mayDo } from '../../platform/authz/permissions';
import type {
  CallWithoutSheetView,
  CounsellorView,
  ReconciliationView,
  ReminderView,
  SheetWithoutCallView,
} from './reconciliation.dto';
import type {
  CallWithoutSheet,
  OrganisationCounts,
  PersonName,
  Reminder,
  SheetWithoutCall,
} from './reconciliation.reader';

interface ReconciledPeriod {
  readonly id: string;
  readonly sheetDueHours: number;
}

export function presentReconciliation(
  period: ReconciledPeriod,
  now: Date,
  organisations: readonly OrganisationCounts[],
): ReconciliationView {
  const sum = (key: 'callsDue' | 'callsWithoutSheet' | 'overdue' | 'sheets' | 'sheetsWithoutCall') =>
    organisations.reduce((total, row) => total + row[key], 0);
  const oldest = organisations
    .flatMap(({ oldestDueAt }) => oldestDueAt ?? [])
    .reduce<Date | null>((first, at) => (first === null || at < first ? at : first), null);
  return {
    periodId: period.id,
    asOf: formatTokyo(now),
    sheetDueHours: period.sheetDueHours,
    total: {
      callsDue: sum('callsDue'),
      callsWithoutSheet: sum('callsWithoutSheet'),
      overdue: sum('overdue'),
      oldestDueAt: optional(oldest),
      sheets: sum('sheets'),
      sheetsWithoutCall: sum('sheetsWithoutCall'),
    },
    organisations: organisations.map((row) => ({ ...row, oldestDueAt: optional(row.oldestDueAt) })),
  };
}

export function presentCall(actor: Actor, row: CallWithoutSheet): CallWithoutSheetView {
  return {
    ...row,
    answeredAt: formatTokyo(row.answeredAt),
    endedAt: optional(row.endedAt),
    dueAt: formatTokyo(row.dueAt),
    counsellors: row.counsellors.map((person) => presentPerson(actor, person)),
  };
}

export function presentSheetWithoutCall(actor: Actor, row: SheetWithoutCall): SheetWithoutCallView {
  const { personId, familyName, givenName, ...sheet } = row;
  return {
    ...sheet,
    startedAt: formatTokyo(row.startedAt),
    endedAt: optional(row.endedAt),
    counsellor: presentMaybe(actor, { personId, familyName, givenName }),
  };
}

export function presentReminder(actor: Actor, row: Reminder): ReminderView {
  const { personId, familyName, givenName, ...counts } = row;
  return {
    ...counts,
    oldestDueAt: optional(row.oldestDueAt),
    counsellor: presentMaybe(actor, { personId, familyName, givenName }),
  };
}

/** Names go to whoever may read the people themselves. */
function presentPerson(actor: Actor, person: CounsellorView): CounsellorView {
  const { personId } = person;
  if (!mayDo(actor.roles, 'person.read')) return { personId, familyName: null, givenName: null };
  return { personId, familyName: person.familyName, givenName: person.givenName };
}

function presentMaybe(
  actor: Actor,
  { personId, familyName, givenName }: { readonly [Key in keyof PersonName]: string | null },
): CounsellorView | null {
  return personId === null ? null : presentPerson(actor, { personId, familyName, givenName });
}

function optional(at: Date | null): string | null {
  return at === null ? null : formatTokyo(at);
}
