import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { contentDigest, type SheetPlace } from '../content-digest';
import { ConsultationsReader } from '../consultations.reader';
import { ConsultationsService, type FiledSheet } from '../consultations.service';
import type { SheetContent } from '../domain/prepare-sheet';
import { lockSheetId } from '../lock-sheet-id';
import { SheetFiling } from '../sheet-filing';
import { type AcceptedSheet, SheetIntake } from '../sheet-intake';
import { StaleWrite } from '../stale-write';
import type { OpenDraft } from './draft-store';
import { DraftsService } from './drafts.service';
import { readSubmission } from './read-submission';

@Injectable()
export class SubmissionService {
  constructor(
    private readonly drafts: DraftsService,
    private readonly reader: ConsultationsReader,
    private readonly sheets: ConsultationsService,
    private readonly intake: SheetIntake,
    private readonly filing: SheetFiling,
  ) {}

  /** Only by its author, exactly once: whoever submits the same version again is shown the sheet it became. */
  async submit(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: { id: string; version: number },
  ): Promise<FiledSheet> {
    await lockSheetId(tx, target.id);
    const draft = await this.drafts.own(tx, actor, target.id);
    if (!draft) throw notFound('下書き');
    if (draft.version !== target.version) throw new StaleWrite(draft.version);
    const isNew = draft.submittedAt === null;
    if (isNew) await this.file(tx, actor, now, draft);
    const { id } = draft;
    return isNew
      ? { ...(await this.sheets.load(tx, await this.reader.byId(tx, actor, id))), isNew }
      : { ...(await this.sheets.open(tx, actor, now, id)), isNew };
  }

  private async file(tx: Tx, actor: Actor, now: Date, draft: OpenDraft): Promise<void> {
    const { place, content, accepted } = await this.judge(tx, actor, now, draft);
    const digest = contentDigest(place, content);
    const { id } = draft;
    if (await this.reader.find(tx, actor, id)) {
      throw new DomainError('conflict', 'consultation_exists', '同じIDの相談記録票が既にあります。');
    }
    await this.filing.insert(tx, actor, now, { id, place, digest, accepted });
    // A keystroke that came in meanwhile must not be left behind in a draft nobody looks at any more.
    if (!(await this.drafts.markSubmitted(tx, actor, now, draft))) {
      throw new StaleWrite((await this.drafts.own(tx, actor, id))?.version ?? null);
    }
  }

  private async judge(
    tx: Tx,
    actor: Actor,
    now: Date,
    draft: OpenDraft,
  ): Promise<{ place: SheetPlace; content: SheetContent; accepted: AcceptedSheet }> {
    const { input, faults } = await readSubmission(draft.content);
    const { periodId, startedAt } = input;
    if (periodId === undefined || startedAt === undefined) {
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    }
    const place = { periodId: periodId.toLowerCase(), organisationId: draft.organisationId };
    const content = {
      channel: input.channel ?? '',
      startedAt,
      endedAt: input.endedAt ?? null,
      talkSeconds: input.talkSeconds ?? null,
      contactId: input.contactId?.toLowerCase() ?? null,
      counsellorId: actor.personId,
      answers: input.answers ?? {},
    };
    const accepted = await this.intake.accept(tx, place, content, { now, keep: null, alsoWrong: faults });
    return { place, content, accepted };
  }
}
