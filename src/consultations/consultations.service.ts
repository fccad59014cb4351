import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import { contentDigest, type SheetPlace } from './content-digest';
import type { NewConsultation } from './consultations.dto';
import { ConsultationsReader, type SheetRow } from './consultations.reader';
import type { SheetContent } from './domain/prepare-sheet';
import { lockSheetId } from './lock-sheet-id';
import { type FullRevision, RevisionsReader } from './revisions.reader';
import { SheetFiling } from './sheet-filing';
import { SheetIntake } from './sheet-intake';

/** A sheet with everything that stands on it. */
export interface OpenSheet {
  readonly row: SheetRow;
  readonly revision: FullRevision;
}

export interface FiledSheet extends OpenSheet {
  /** False when the same sheet had been filed before. */
  readonly isNew: boolean;
}

@Injectable()
export class ConsultationsService {
  constructor(
    private readonly reader: ConsultationsReader,
    private readonly revisions: RevisionsReader,
    private readonly intake: SheetIntake,
    private readonly filing: SheetFiling,
    private readonly audit: AuditLog,
  ) {}

  /** Files a sheet exactly once: the same id with the same content gives the sheet that is there, however late it comes. */
  async file(tx: Tx, actor: Actor, now: Date, input: NewConsultation): Promise<FiledSheet> {
    const place = placeOf(actor, input);
    const content = contentOf(actor, input);
    const digest = contentDigest(place, content);
    const id = (input.id ?? uuidv7()).toLowerCase();
    await lockSheetId(tx, id);
    const present = await this.reader.find(tx, actor, id);
    if (present) return this.again(tx, actor, now, present, digest);
    // Beside a sheet of the same id, what was typed into the draft could never be filed any more.
    if (await this.reader.hasOpenDraft(tx, id)) throw draftOpen();

    const accepted = await this.intake.accept(tx, place, content, { keep: null });
    await this.filing.insert(tx, actor, now, { id, place, digest, accepted });
    return { ...(await this.load(tx, await this.reader.byId(tx, actor, id))), isNew: true };
  }

  /** Who reads is on record before a word is shown. */
  async open(tx: Tx, actor: Actor, now: Date, id: string): Promise<OpenSheet> {
    return this.show(tx, actor, now, await this.reader.byId(tx, actor, id));
  }

  async openRevision(tx: Tx, actor: Actor, now: Date, id: string, revisionNo: number): Promise<FullRevision> {
    const row = await this.reader.byId(tx, actor, id);
    const revision = await this.revisions.full(tx, row.id, revisionNo);
    await this.recordRead(tx, actor, now, row, revisionNo);
    return revision;
  }

  private async again(
    tx: Tx,
    actor: Actor,
    now: Date,
    present: SheetRow,
    digest: string,
  ): Promise<FiledSheet> {
    const first = await this.revisions.firstDigest(tx, present.id);
    if (first !== digest) {
      throw new DomainError('conflict', 'consultation_exists', '同じIDの相談記録票が既にあります。');
    }
    return { ...(await this.show(tx, actor, now, present)), isNew: false };
  }

  private async show(tx: Tx, actor: Actor, now: Date, row: SheetRow): Promise<OpenSheet> {
    await this.recordRead(tx, actor, now, row, row.revisionNo);
    return this.load(tx, row);
  }

  /** For whoever wrote what stands there in this transaction; everybody else goes through `open`. */
  async load(tx: Tx, row: SheetRow): Promise<OpenSheet> {
    return { row, revision: await this.revisions.full(tx, row.id, row.revisionNo) };
  }

  private async recordRead(tx: Tx, actor: Actor, now: Date, row: SheetRow, revision: number): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action: 'consultation.read',
      objectType: 'consultation',
      objectId: row.id,
      organisationId: row.organisationId,
      detail: { revision },
    });
  }
}

function draftOpen(): DomainError {
  return new DomainError(
    'conflict',
    'draft_open',
    'この票には書きかけの下書きがあります。下書きから提出してください。',
  );
}

function placeOf(actor: Actor, input: NewConsultation): SheetPlace {
  const organisationId = input.organisationId?.toLowerCase() ?? actor.organisationId;
  if (organisationId === null || organisationId !== actor.organisationId) {
    throw invalid('/organisationId', 'unknown', '自分の団体の票だけを登録できます。');
  }
  return { periodId: input.periodId.toLowerCase(), organisationId };
}

function contentOf(actor: Actor, input: NewConsultation): SheetContent {
  return {
    channel: input.channel,
    startedAt: input.startedAt,
    endedAt: input.endedAt ?? null,
    talkSeconds: input.talkSeconds ?? null,
    contactId: input.contactId?.toLowerCase() ?? null,
    counsellorId: actor.personId,
    answers: input.answers,
  };
}
