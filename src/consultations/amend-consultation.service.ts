import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { DomainError } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { contentDigest } from './content-digest';
import type { NewAmendment } from './consultations.dto';
import { ConsultationsReader, type SheetRow } from './consultations.reader';
import type { OpenSheet } from './consultations.service';
import { statusAfterAmendment } from './domain/consultation-status';
import type { SheetContent } from './domain/prepare-sheet';
import { RevisionsReader } from './revisions.reader';
import { SheetIntake } from './sheet-intake';
import { SheetStore } from './sheet-store';

/** A sheet and the revision a correction is based on. */
interface RevisedSheet {
  readonly id: string;
  readonly revisionNo: number;
}

@Injectable()
export class AmendConsultationService {
  constructor(
    private readonly reader: ConsultationsReader,
    private readonly revisions: RevisionsReader,
    private readonly intake: SheetIntake,
    private readonly store: SheetStore,
    private readonly audit: AuditLog,
  ) {}

  /** A correction is a new revision with its reason; what stood there before stays readable. */
  async amend(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: RevisedSheet,
    input: NewAmendment,
  ): Promise<OpenSheet> {
    const row = await this.reader.byId(tx, actor, target.id);
    if (row.revisionNo !== target.revisionNo) throw stale();
    const status = statusAfterAmendment(row.status);
    if (status === null) {
      throw new DomainError(
        'conflict',
        'consultation_not_amendable',
        'この状態の相談記録票は訂正できません。',
      );
    }
    const content = correctedContent(row, input);
    const current = await this.revisions.full(tx, row.id, row.revisionNo);
    // Old sheets stay in the form they were written in, unless they turn out to be from another time.
    const keep = content.startedAt.getTime() === row.startedAt.getTime() ? current.version : null;
    const { version, sheet } = await this.intake.accept(tx, row, content, keep);
    const revision = {
      id: row.id,
      place: row,
      revisionNo: row.revisionNo + 1,
      status,
      formVersionId: version.id,
      sheet,
      digest: contentDigest(row, content),
      reason: input.reason,
      writtenBy: actor.accountId,
    };
    if (!(await this.store.amend(tx, now, revision, row.status))) throw stale();
    await this.audit.record(tx, actor, now, {
      action: 'consultation.amended',
      objectType: 'consultation',
      objectId: row.id,
      organisationId: row.organisationId,
      detail: { revision: revision.revisionNo },
    });
    const amended = await this.reader.byId(tx, actor, row.id);
    return { row: amended, revision: await this.revisions.full(tx, row.id, amended.revisionNo) };
  }
}

/** Who took the call stays as it was filed. */
function correctedContent(row: SheetRow, input: NewAmendment): SheetContent {
  return {
    channel: input.channel ?? row.channel,
    startedAt: input.startedAt ?? row.startedAt,
    endedAt: input.endedAt === undefined ? row.endedAt : input.endedAt,
    talkSeconds: input.talkSeconds === undefined ? row.talkSeconds : input.talkSeconds,
    contactId: input.contactId === undefined ? row.contactId : (input.contactId?.toLowerCase() ?? null),
    counsellorId: row.counsellorId,
    answers: input.answers,
  };
}
