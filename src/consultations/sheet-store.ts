import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../platform/database/sql';
import { CallLinkStore, type LinkChange } from './calls/call-link-store';
import type { SheetPlace } from './content-digest';
import type { ConsultationStatus } from './domain/consultation-status';
import { needsReview } from './domain/needs-review';
import type { PreparedSheet } from './domain/prepare-sheet';
import { sealNarrative } from './narrative-seal';
import { INSERT_LINKS_AT_FILING } from './queries/call-link.sql';
import {
  INSERT_NARRATIVES,
  INSERT_REVISIONS,
  INSERT_SHEETS,
  NUMBER_IMPORTED,
  UPDATE_SHEET,
} from './queries/sheet.sql';

/** One revision of one sheet, ready to be written. */
export interface SheetRevision {
  readonly id: string;
  readonly place: SheetPlace;
  readonly revisionNo: number;
  readonly status: ConsultationStatus;
  readonly formVersionId: string;
  readonly sheet: PreparedSheet;
  /** Hexadecimal. */
  readonly digest: string;
  readonly reason: string;
  readonly writtenBy: string | null;
}

/** The first revision, and what never changes afterwards. */
export interface NewSheet extends SheetRevision {
  /** Below zero until the file it comes from is in: `numberImported`. */
  readonly recordNo: number;
  /** Number of the sheet in the file it came from. */
  readonly sourceNo: string | null;
  readonly origin: 'call' | 'manual' | 'import';
}

/** The only writer of sheets, one at a time or by the thousand: codes, history and narratives go in together. */
@Injectable()
export class SheetStore {
  constructor(private readonly links: CallLinkStore) {}

  async insert(tx: Tx, now: Date, sheets: readonly NewSheet[]): Promise<void> {
    const records = sheets.map((sheet) => ({
      ...codedRecord(sheet),
      record_no: sheet.recordNo,
      source_no: sheet.sourceNo,
      origin: sheet.origin,
      written_by: sheet.writtenBy,
    }));
    await tx.query(INSERT_SHEETS, [JSON.stringify(records), now]);
    await tx.query(INSERT_LINKS_AT_FILING, [JSON.stringify(records), now]);
    await this.addRevisions(tx, now, sheets);
  }

  /** False when anything happened to the sheet since it was at version `found`. */
  async amend(tx: Tx, now: Date, revision: SheetRevision, found: number): Promise<boolean> {
    const record = JSON.stringify([codedRecord(revision)]);
    const [changed] = await rows<AmendedSheet>(tx, UPDATE_SHEET, [record, now, found]);
    if (!changed) return false;
    await this.addRevisions(tx, now, [revision]);
    const { organisationId } = revision.place;
    const sheet = { id: revision.id, organisationId, version: changed.version };
    await this.links.record(tx, now, sheet, linkChanges(changed.callBefore, revision));
    return true;
  }

  /**
   * Takes record numbers of a period: organisation → how many; gives back organisation → the first of them. Counters are
   * taken in one order by all, so that nobody waits in a circle.
   */
  async allotNumbers(
    tx: Tx,
    periodId: string,
    wanted: ReadonlyMap<string, number>,
  ): Promise<Map<string, number>> {
    const taken = await rows<{ organisationId: string; lastNo: number }>(
      tx,
      `INSERT INTO record_counter AS c (period_id, organisation_id, last_no)
       SELECT $1, w.organisation_id, w.count FROM unnest($2::uuid[], $3::integer[]) AS w(organisation_id, count)
       ORDER BY w.organisation_id
       ON CONFLICT ON CONSTRAINT pk_record_counter DO UPDATE SET last_no = c.last_no + excluded.last_no
       RETURNING c.organisation_id AS "organisationId", c.last_no AS "lastNo"`,
      [periodId, [...wanted.keys()], [...wanted.values()]],
    );
    return new Map(
      taken.map(({ organisationId, lastNo }) => [
        organisationId,
        lastNo - (wanted.get(organisationId) ?? 0) + 1,
      ]),
    );
  }

  /** Gives the sheets that a file has brought their numbers, in its order. */
  async numberImported(tx: Tx, periodId: string): Promise<void> {
    const imported = await rows<{ organisationId: string; sheets: number }>(
      tx,
      `SELECT co.organisation_id AS "organisationId", count(*)::integer AS sheets FROM consultation AS co
       WHERE co.period_id = $1 AND co.record_no < 0 GROUP BY co.organisation_id`,
      [periodId],
    );
    const wanted = new Map(imported.map(({ organisationId, sheets }) => [organisationId, sheets]));
    const first = await this.allotNumbers(tx, periodId, wanted);
    await tx.query(NUMBER_IMPORTED, [periodId, [...first.keys()], [...first.values()]]);
  }

  private async addRevisions(tx: Tx, now: Date, revisions: readonly SheetRevision[]): Promise<void> {
    await tx.query(INSERT_REVISIONS, [JSON.stringify(revisions.map(revisionRecord)), now]);
    const narratives = revisions.flatMap(narrativeRecords);
    if (narratives.length > 0) await tx.query(INSERT_NARRATIVES, [JSON.stringify(narratives)]);
  }
}

interface AmendedSheet {
  readonly callBefore: string | null;
  readonly version: number;
}

function linkChanges(before: string | null, { sheet, writtenBy }: SheetRevision): LinkChange[] {
  const after = sheet.content.contactId;
  if (after === before) return [];
  const said = { how: 'amendment', reason: null, accountId: writtenBy } as const;
  return [
    ...(before === null ? [] : [{ ...said, contactId: before, change: 'unlinked' as const }]),
    ...(after === null ? [] : [{ ...said, contactId: after, change: 'linked' as const }]),
  ];
}

function codedRecord(revision: SheetRevision) {
  const { content, codes } = revision.sheet;
  return {
    id: revision.id,
    period_id: revision.place.periodId,
    organisation_id: revision.place.organisationId,
    counsellor_id: content.counsellorId,
    form_version_id: revision.formVersionId,
    channel: content.channel,
    contact_id: content.contactId,
    started_at: content.startedAt,
    ended_at: content.endedAt,
    talk_seconds: content.talkSeconds,
    status: revision.status,
    revision_no: revision.revisionNo,
    contact_result: codes.contactResult,
    caller_relation: codes.callerRelation,
    gender: codes.gender,
    age_years: codes.ageYears,
    age_band: codes.ageBand,
    subject_gender: codes.subjectGender,
    subject_age_band: codes.subjectAgeBand,
    prefecture_code: codes.prefectureCode,
    contact_history: codes.contactHistory,
    main_field: codes.mainField,
    fields: codes.fields,
    worry_categories: codes.worryCategories,
    main_response: codes.mainResponse,
    responses: codes.responses,
    suicide_risk: codes.suicideRisk,
    urgency: codes.urgency,
    review_required: needsReview(revision.id, codes),
  };
}

/** All of a revision but its narratives, so that history needs nothing from the present row. */
function revisionRecord(revision: SheetRevision) {
  const { content, plainAnswers } = revision.sheet;
  return {
    consultation_id: revision.id,
    revision_no: revision.revisionNo,
    organisation_id: revision.place.organisationId,
    content: { ...content, answers: plainAnswers, formVersionId: revision.formVersionId },
    digest: revision.digest,
    reason: revision.reason,
    written_by: revision.writtenBy,
  };
}

function narrativeRecords(revision: SheetRevision) {
  const { id, revisionNo } = revision;
  return revision.sheet.narratives.map(({ field, text }) => {
    const sealed = sealNarrative(text, { consultationId: id, revisionNo, field });
    return {
      consultation_id: id,
      revision_no: revisionNo,
      field_code: field,
      organisation_id: revision.place.organisationId,
      sealed: sealed.bytes.toString('base64'),
      seal: sealed.seal,
    };
  });
}
