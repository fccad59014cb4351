import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import type { Tx } from '../platform/database/sql';
import { contentDigest } from './content-digest';
import type { NewAmendment } from './consultations.dto';
import { ConsultationsReader, type SheetRow } from './consultations.reader';
import { ConsultationsService, type OpenSheet } from './consultations.service';
import { statusAfter } from './domain/consultation-status';
import type { SheetContent } from './domain/prepare-sheet';
import { AMENDMENT_REASON, readReason } from './domain/read-reason';
import { lockSheetId } from './lock-sheet-id';
import type { FullRevision } from './revisions.reader';
import { SheetFiling } from './sheet-filing';
import { SheetIntake } from './sheet-intake';
import { StaleWrite } from './stale-write';

/** A sheet and the version a change is based on. */
export interface SheetTarget {
  readonly id: string;
  readonly version: number;
}

@Injectable()
export class AmendConsultationService {
  constructor(
    private readonly reader: ConsultationsReader,
    private readonly sheets: ConsultationsService,
    private readonly intake: SheetIntake,
    private readonly filing: SheetFiling,
  ) {}

  /**
   * A correction is a new revision with its reason; what stood there before stays readable. One that changes nothing is no
   * correction: the sheet is shown as it stands.
   */
  async amend(tx: Tx, actor: Actor, now: Date, target: SheetTarget, input: NewAmendment): Promise<Amended> {
    // A correction that is sent twice at once finds its twin instead of losing to it.
    await lockSheetId(tx, target.id);
    const row = await this.reader.byId(tx, actor, target.id);
    const { revision: current } = await this.sheets.load(tx, row);
    const content = correctedContent(row, input);
    const digest = contentDigest(row, content);
    if (row.version !== target.version) {
      if (isSentAgain(actor, target, input, { row, current, digest })) {
        return { row, revision: current, isNew: true };
      }
      throw new StaleWrite(row.version);
    }
    const status = statusAfter('amend', row.status);
    if (digest === standingDigest(row, current)) return { row, revision: current, isNew: false };
    const reason = readReason(input.reason, AMENDMENT_REASON);
    // Old sheets stay in the form they were written in, unless they turn out to be from another time.
    const keep = content.startedAt.getTime() === row.startedAt.getTime() ? current.version : null;
    const { version, sheet } = await this.intake.accept(tx, row, content, {
      now,
      keep,
      standingCall: row.contactId,
    });
    const { id } = row;
    const [revisionNo, writtenBy] = [row.revisionNo + 1, actor.accountId];
    const frame = { id, place: row, revisionNo, status, digest, reason, writtenBy };
    const revision = { ...frame, formVersionId: version.id, sheet };
    if (!(await this.filing.amend(tx, actor, now, row, revision))) {
      throw new StaleWrite((await this.reader.byId(tx, actor, id)).version);
    }
    return { ...(await this.sheets.load(tx, await this.reader.byId(tx, actor, id))), isNew: true };
  }
}

interface Amended extends OpenSheet {
  /** Does the sheet say something else now? */
  readonly isNew: boolean;
}

interface Standing {
  readonly row: SheetRow;
  readonly current: FullRevision;
  readonly digest: string;
}

/** Did this very correction make the version that stands there, and only its answer got lost? */
function isSentAgain(
  actor: Actor,
  target: SheetTarget,
  input: NewAmendment,
  { row, current, digest }: Standing,
): boolean {
  return (
    row.version === target.version + 1 &&
    current.digest === digest &&
    current.reason === input.reason &&
    current.writtenBy === actor.accountId
  );
}

/** Not that of the revision: a call may have been linked since. */
function standingDigest(row: SheetRow, { answers }: FullRevision): string {
  return contentDigest(row, correctedContent(row, { answers }));
}

/** Who took the call stays as it was filed. */
function correctedContent(row: SheetRow, input: Omit<NewAmendment, 'reason'>): SheetContent {
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
