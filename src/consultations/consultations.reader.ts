import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { Channel } from '../periods/period.entity';
import { sheetScope, supervises } from './domain/consultation.policy';
import type { ConsultationStatus } from './domain/consultation-status';

export const REVIEW_STATES = ['none', 'due', 'returned', 'approved'] as const;
/** Where the present revision stands with the supervisor. */
type ReviewState = (typeof REVIEW_STATES)[number];

/** The coded state of a sheet. */
export interface SheetRow {
  readonly id: string;
  readonly recordNo: number;
  readonly periodId: string;
  readonly organisationId: string;
  readonly counsellorId: string | null;
  readonly formVersionId: string;
  readonly channel: Channel;
  readonly origin: string;
  readonly contactId: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly status: ConsultationStatus;
  readonly revisionNo: number;
  /** Counts every change, not only those of the text. */
  readonly version: number;
  readonly review: ReviewState;
  readonly contactResult: string;
  readonly mainField: string | null;
  readonly suicideRisk: string;
  readonly urgency: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface SheetFilter extends PageQuery {
  readonly periodId?: string;
  readonly status?: ConsultationStatus;
  readonly from?: Date;
  readonly until?: Date;
  readonly recordNo?: string;
  readonly counsellorId?: string;
  readonly mainField?: string;
  readonly field?: string;
  readonly suicideRisk?: string;
  readonly urgency?: string;
  readonly contactId?: string;
  readonly callerOf?: string;
  readonly review?: ReviewState;
}

/** A period that closes locks its sheets at once; nothing has to be written to them. */
const STATUS = `CASE WHEN p.status = 'closed' AND co.status IN ('submitted', 'reviewed') THEN 'locked' ELSE co.status END`;
const REVIEW = `CASE WHEN co.status NOT IN ('submitted', 'reviewed') THEN 'none'
                     WHEN rv.decision IS NOT NULL THEN rv.decision
                     WHEN co.review_required AND co.status = 'submitted' THEN 'due' ELSE 'none' END`;

const SHEET = `
  SELECT co.id, co.record_no AS "recordNo", co.period_id AS "periodId", co.organisation_id AS "organisationId",
         co.counsellor_id AS "counsellorId", co.form_version_id AS "formVersionId", co.channel, co.origin,
         co.contact_id AS "contactId", co.started_at AS "startedAt", co.ended_at AS "endedAt",
         co.talk_seconds AS "talkSeconds", ${STATUS} AS status,
         co.revision_no AS "revisionNo", co.version, ${REVIEW} AS review, co.contact_result AS "contactResult", co.main_field AS "mainField", co.suicide_risk AS "suicideRisk", co.urgency,
         co.created_at AS "createdAt", co.updated_at AS "updatedAt"
  FROM consultation AS co
  JOIN period AS p ON p.id = co.period_id
  LEFT JOIN LATERAL (
    SELECT cr.decision FROM consultation_review AS cr
    WHERE cr.consultation_id = co.id AND cr.revision_no = co.revision_no ORDER BY cr.version DESC LIMIT 1
  ) AS rv ON true`;

/** `sheetScope` as a condition on rows: $1 organisation, $2 which sheets, $3 person. */
const IN_SCOPE = `co.organisation_id = $1 AND ($2 = 'all' OR ($2 = 'own' AND co.counsellor_id = $3))`;

/** Contacts of the caller of contact $18, inside one period and one organisation; a hidden number has no others. */
const SAME_CALLER = `
  SELECT c.id FROM contact AS given
  JOIN contact AS c ON c.period_id = given.period_id AND c.caller_hash = given.caller_hash
  WHERE given.id = $18 AND given.organisation_id = $1 AND c.organisation_id = $1
    AND (c.id = given.id OR NOT has_silent_number(c.id))`;

@Injectable()
export class ConsultationsReader {
  /** Newest first. */
  async page(tx: Tx, actor: Actor, filter: SheetFilter): Promise<Page<SheetRow>> {
    const cursor = readCursor(filter.cursor, [isInstant, isUuid]);
    const found = await rows<SheetRow>(
      tx,
      `${SHEET}
       WHERE ${IN_SCOPE}
         AND ($4::uuid IS NULL OR co.period_id = $4)
         AND ($5::text IS NULL OR ${STATUS} = $5)
         AND ($6::timestamptz IS NULL OR co.started_at >= $6)
         AND ($7::timestamptz IS NULL OR co.started_at < $7)
         AND ($8::timestamptz IS NULL OR (co.started_at, co.id) < ($8, $9::uuid))
         AND ($11::integer IS NULL OR co.record_no = $11)
         AND ($12::uuid IS NULL OR co.counsellor_id = $12)
         AND ($13::text IS NULL OR co.main_field = $13)
         AND ($14::text IS NULL OR co.suicide_risk = $14)
         AND ($15::text IS NULL OR co.urgency = $15)
         AND ($16::uuid IS NULL OR co.contact_id = $16)
         AND ($17::text IS NULL OR ${REVIEW} = $17)
         AND ($18::uuid IS NULL OR co.contact_id IN (${SAME_CALLER}))
         AND ($19::text IS NULL OR $19 = ANY (co.fields))
       ORDER BY co.started_at DESC, co.id DESC LIMIT $10`,
      [
        ...scopeParameters(actor),
        filter.periodId ?? null,
        filter.status ?? null,
        filter.from ?? null,
        filter.until ?? null,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        filter.limit + 1,
        filter.recordNo ?? null,
        filter.counsellorId ?? null,
        filter.mainField ?? null,
        filter.suicideRisk ?? null,
        filter.urgency ?? null,
        filter.contactId ?? null,
        filter.review ?? null,
        filter.callerOf ?? null,
        filter.field ?? null,
      ],
    );
    return toPage(
      found,
      filter.limit,
      (row) => [row.startedAt.toISOString(), row.id],
      (row) => row,
    );
  }

  /** Null when there is none, or none that the actor may see: the two are not told apart. */
  async find(tx: Tx, actor: Actor, id: string): Promise<SheetRow | null> {
    return firstRow(tx, `${SHEET} WHERE ${IN_SCOPE} AND co.id = $4`, [...scopeParameters(actor), id]);
  }

  /** Whoever in the organisation is writing it. */
  async hasOpenDraft(tx: Tx, id: string): Promise<boolean> {
    const open = `SELECT cd.id FROM consultation_draft AS cd WHERE cd.id = $1 AND cd.submitted_at IS NULL`;
    return (await firstRow(tx, open, [id])) !== null;
  }

  /** Does the actor write a draft under this id, or supervise whoever does? */
  async seesDraft(tx: Tx, actor: Actor, id: string): Promise<boolean> {
    const seen = `SELECT cd.id FROM consultation_draft AS cd
       WHERE cd.id = $1 AND cd.organisation_id = $2 AND ($3 OR cd.account_id = $4)`;
    const { organisationId, accountId } = actor;
    return (await firstRow(tx, seen, [id, organisationId, supervises(actor), accountId])) !== null;
  }

  /** A case the actor works on: as a sheet, or still as a draft. */
  async hasInHand(tx: Tx, actor: Actor, id: string): Promise<boolean> {
    return (await this.find(tx, actor, id)) !== null || this.seesDraft(tx, actor, id);
  }

  async byId(tx: Tx, actor: Actor, id: string): Promise<SheetRow> {
    const found = await this.find(tx, actor, id);
    if (!found) throw notFound('相談記録票');
    return found;
  }
}

function scopeParameters(actor: Actor): readonly unknown[] {
  const scope = sheetScope(actor);
  return [scope.organisationId, scope.sheets, scope.personId];
}
