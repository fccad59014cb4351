import { formatTokyo } from '../shared/tokyo-time';
import type {
  ConsultationSummary,
  ConsultationView,
  RevisionSummary,
  RevisionView,
} from './consultations.dto';
import type { SheetRow } from './consultations.reader';
import type { OpenSheet } from './consultations.service';
import type { ComparedRevision } from './domain/compare-revisions';
import type { FullRevision, RevisionRow } from './revisions.reader';

export function presentSummary(row: SheetRow): ConsultationSummary {
  return summaryOf(row);
}

function summaryOf(row: SheetRow) {
  return {
    id: row.id,
    recordNo: row.recordNo,
    periodId: row.periodId,
    organisationId: row.organisationId,
    counsellorId: row.counsellorId,
    channel: row.channel,
    origin: row.origin,
    contactId: row.contactId,
    startedAt: formatTokyo(row.startedAt),
    endedAt: optional(row.endedAt),
    talkSeconds: row.talkSeconds,
    status: row.status,
    revision: row.revisionNo,
    version: row.version,
    review: row.review,
    contactResult: row.contactResult,
    mainField: row.mainField,
    suicideRisk: row.suicideRisk,
    urgency: row.urgency,
  };
}

export function presentSheet({ row, revision }: OpenSheet): ConsultationView {
  return {
    ...summaryOf(row),
    formVersion: { formId: revision.version.formId, number: revision.version.number },
    answers: revision.answers,
    createdAt: formatTokyo(row.createdAt),
    updatedAt: formatTokyo(row.updatedAt),
  };
}

export function presentRevisionSummary(row: RevisionRow): RevisionSummary {
  return revisionSummaryOf(row);
}

function revisionSummaryOf(row: RevisionRow) {
  return {
    revision: row.revisionNo,
    reason: row.reason,
    writtenBy: row.writtenBy,
    writtenAt: formatTokyo(row.writtenAt),
  };
}

export function presentRevision(revision: FullRevision): RevisionView {
  return {
    ...revisionSummaryOf(revision),
    formVersion: { formId: revision.version.formId, number: revision.version.number },
    ...frameOf(revision),
    answers: revision.answers,
  };
}

/** A revision by what somebody wrote in it, without who and when. */
export function comparedRevision(revision: FullRevision): ComparedRevision {
  return {
    frame: { ...frameOf(revision), formVersion: revision.version.number },
    answers: revision.answers,
  };
}

function frameOf(revision: FullRevision) {
  return {
    channel: revision.channel,
    startedAt: formatTokyo(revision.startedAt),
    endedAt: optional(revision.endedAt),
    talkSeconds: revision.talkSeconds,
    contactId: revision.contactId,
  };
}

function optional(at: Date | null): string | null {
  return at === null ? null : formatTokyo(at);
}
