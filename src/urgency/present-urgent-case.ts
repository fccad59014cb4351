import { formatTokyo } from '../shared/tokyo-time';
import { type ChecklistEntry, standings } from './domain/urgent-checklist';
import type { UrgentCase, UrgentEntry } from './urgent-cases.reader';
import type { UrgentCaseView, UrgentEntryView } from './urgency.dto';

export function presentCase(
  found: UrgentCase,
  entries: readonly ChecklistEntry[],
  now: Date,
): UrgentCaseView {
  const steps = standings(found.steps, entries, found, now);
  return {
    id: found.id,
    organisationId: found.organisationId,
    consultationId: found.consultationId,
    openedBy: found.accountId,
    openedAt: formatTokyo(found.openedAt),
    outcome: found.outcome,
    closedBy: found.closedBy,
    closedAt: found.closedAt && formatTokyo(found.closedAt),
    version: found.version,
    overdueSteps: steps.filter(({ isOverdue }) => isOverdue).length,
    steps: steps.map(({ code, label, help, kind, state, dueAt, isOverdue }) => ({
      code,
      label,
      help,
      kind,
      state,
      dueAt: formatTokyo(dueAt),
      isOverdue,
    })),
  };
}

export function presentEntry(entry: UrgentEntry, corrected: ReadonlySet<string>): UrgentEntryView {
  return {
    id: entry.id,
    kind: entry.kind,
    step: entry.stepCode,
    corrects: entry.corrects,
    isCorrected: corrected.has(entry.id),
    occurredAt: formatTokyo(entry.occurredAt),
    recordedAt: formatTokyo(entry.recordedAt),
    accountId: entry.accountId,
    writtenBy: entry.writtenBy,
    office: entry.office,
    answeredBy: entry.answeredBy,
    referenceNo: entry.referenceNo,
    note: entry.note,
  };
}

export function correctedIds(entries: readonly ChecklistEntry[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ corrects }) => corrects ?? []));
}
