import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import type { Tx } from '../../platform/database/sql';
import type { Page, PageQuery } from '../../platform/http/page';
import { ConsultationsReader } from '../consultations.reader';
import type { DraftContent } from '../domain/check-draft';
import { supervises } from '../domain/consultation.policy';
import { lockSheetId } from '../lock-sheet-id';
import { StaleWrite } from '../stale-write';
import { DraftHistory, type KeptVersion, type OpenVersion } from './draft-history';
import { type DraftAuthor, draftDigest, type DraftRow, DraftStore, type OpenDraft } from './draft-store';
import { type SettingAside, SettingAsideStore } from './setting-aside-store';

/** The next state of a draft; `basedOn` is null for the first one. */
export interface DraftWrite {
  readonly id: string;
  readonly basedOn: number | null;
  /** The writer says that there is none yet (`If-None-Match: *`). */
  readonly onlyNew: boolean;
  readonly content: DraftContent;
}

export interface WrittenDraft {
  readonly row: DraftRow;
  readonly isNew: boolean;
}

interface ReadDraft extends OpenDraft {
  /** Null unless it is set aside now. */
  readonly settingAside: SettingAside | null;
}

/** Which drafts a list is to show. */
interface DraftsAsked extends PageQuery {
  readonly counsellorId?: string;
  readonly periodId?: string;
  readonly draftsOf?: 'me' | 'organisation';
  readonly setAside?: 'true' | 'false';
}

@Injectable()
export class DraftsService {
  constructor(
    private readonly store: DraftStore,
    private readonly history: DraftHistory,
    private readonly aside: SettingAsideStore,
    private readonly sheets: ConsultationsReader,
    private readonly audit: AuditLog,
  ) {}

  async write(tx: Tx, actor: Actor, now: Date, write: DraftWrite): Promise<WrittenDraft> {
    const author = authorOf(actor);
    return write.basedOn === null
      ? this.begin(tx, actor, now, author, write)
      : this.goOn(tx, actor, now, { ...write, version: write.basedOn });
  }

  /** Null when the actor has begun none under this id. */
  own(tx: Tx, actor: Actor, id: string): Promise<OpenDraft | null> {
    return this.store.find(tx, id, authorOf(actor));
  }

  /** False when the draft is no longer at this version or has been submitted. */
  async markSubmitted(tx: Tx, actor: Actor, now: Date, draft: DraftRow): Promise<boolean> {
    const submitted = await this.store.markSubmitted(tx, now, draft);
    if (submitted?.wasSetAside) await this.recordTakenUp(tx, actor, now, submitted);
    return submitted !== null;
  }

  /** Author, or whoever supervises; who reads is on record before a word is shown. */
  async open(tx: Tx, actor: Actor, now: Date, id: string): Promise<ReadDraft> {
    const draft = await this.readable(tx, actor, id);
    await this.recordRead(tx, actor, now, draft, draft.version);
    return { ...draft, settingAside: draft.setAsideAt === null ? null : await this.aside.last(tx, id) };
  }

  async keptVersions(tx: Tx, actor: Actor, id: string, query: PageQuery): Promise<Page<KeptVersion>> {
    return this.history.page(tx, (await this.readable(tx, actor, id)).id, query);
  }

  async openVersion(tx: Tx, actor: Actor, now: Date, id: string, version: number): Promise<OpenVersion> {
    const draft = await this.readable(tx, actor, id);
    const kept = await this.history.find(tx, draft.id, version);
    if (!kept) throw notFound('下書きの以前の版');
    await this.recordRead(tx, actor, now, draft, version);
    return kept;
  }

  /** One's own; a supervisor may ask for those of a counsellor, or of all. */
  async openOnes(tx: Tx, actor: Actor, query: DraftsAsked): Promise<Page<DraftRow>> {
    const { counsellorId } = query;
    if (query.draftsOf === 'organisation' && !supervises(actor)) throw notYours();
    const ofOthers = query.draftsOf === 'organisation' || counsellorId !== undefined;
    const owner = {
      organisationId: actor.organisationId,
      accountId: ofOthers && supervises(actor) ? null : actor.accountId,
      personId: counsellorId ?? null,
    };
    const choice = { periodId: query.periodId ?? null, setAside: query.setAside === 'true' };
    const { limit, cursor } = query;
    return this.store.openPage(tx, owner, { limit, ...(cursor === undefined ? {} : { cursor }), ...choice });
  }

  private async readable(tx: Tx, actor: Actor, id: string): Promise<OpenDraft> {
    const draft = await this.store.find(tx, id, {
      organisationId: actor.organisationId,
      accountId: supervises(actor) ? null : actor.accountId,
      personId: null,
    });
    if (!draft) throw notFound('下書き');
    return draft;
  }

  private async recordRead(
    tx: Tx,
    actor: Actor,
    now: Date,
    { id, organisationId }: OpenDraft,
    version: number,
  ): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action: 'consultation.draft_read',
      objectType: 'consultation',
      objectId: id,
      organisationId,
      detail: { version },
    });
  }

  private async begin(
    tx: Tx,
    actor: Actor,
    now: Date,
    author: DraftAuthor,
    { id, content, onlyNew }: DraftWrite,
  ): Promise<WrittenDraft> {
    await lockSheetId(tx, id);
    const present = await this.store.find(tx, id, author);
    if (present) {
      if (present.digest === draftDigest(content)) return { row: present, isNew: false };
      throw onlyNew ? new StaleWrite(present.version) : basisMissing();
    }
    if (await this.sheets.find(tx, actor, id)) throw idTaken();
    const row = await this.store.create(tx, now, id, author, content);
    if (!row) throw idTaken();
    // Once per draft and not per keystroke: the trail is about who wrote, the versions tell how often.
    await this.audit.record(tx, actor, now, {
      action: 'consultation.draft_begun',
      objectType: 'consultation',
      objectId: id,
      organisationId: author.organisationId,
    });
    return { row, isNew: true };
  }

  private async goOn(
    tx: Tx,
    actor: Actor,
    now: Date,
    { id, version, content }: { id: string; version: number; content: DraftContent },
  ): Promise<WrittenDraft> {
    const author = authorOf(actor);
    const row = await this.store.replace(tx, now, { id, version }, author, content);
    if (row) {
      if (row.wasSetAside) await this.recordTakenUp(tx, actor, now, row);
      return { row, isNew: false };
    }
    const present = await this.store.find(tx, id, author);
    if (!present && supervises(actor)) await this.refuseOthersPen(tx, author, id);
    if (!present || version > present.version) throw new StaleWrite(present?.version ?? null);
    // Its answer was lost, not the text: what is sent again is what stands there.
    if (present.digest === draftDigest(content)) return { row: present, isNew: false };
    if (present.submittedAt !== null) {
      throw new DomainError(
        'conflict',
        'draft_submitted',
        'この下書きは既に提出されています。訂正として登録してください。',
      );
    }
    throw new StaleWrite(present.version);
  }

  private async recordTakenUp(tx: Tx, actor: Actor, now: Date, row: DraftRow): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action: 'consultation.draft_taken_up',
      objectType: 'consultation',
      objectId: row.id,
      organisationId: row.organisationId,
      detail: { version: row.version },
    });
  }

  /** Whoever may read the draft is told why no version of it will ever do; all others are told nothing. */
  private async refuseOthersPen(tx: Tx, { organisationId }: DraftAuthor, id: string): Promise<void> {
    const theirs = await this.store.find(tx, id, { organisationId, accountId: null, personId: null });
    if (!theirs) return;
    throw new DomainError(
      'conflict',
      'draft_of_another',
      'この下書きを書けるのは記入者だけです。提出された後に訂正として登録してください。',
    );
  }
}

export function authorOf({ accountId, personId, organisationId }: Actor): DraftAuthor {
  if (accountId === null || organisationId === null) {
    throw new DomainError('forbidden', 'forbidden', '団体に所属する人だけが下書きを作れます。');
  }
  return { accountId, personId, organisationId };
}

function notYours(): DomainError {
  return new DomainError(
    'forbidden',
    'forbidden',
    '団体の下書きの一覧は、スーパーバイザーだけが見られます。',
  );
}

/** Deliberately silent about whose it is: it may be another organisation's (AC-21). */
function idTaken(): DomainError {
  return new DomainError('conflict', 'consultation_exists', '同じIDの相談記録票が既にあります。');
}

function basisMissing(): DomainError {
  return new DomainError(
    'precondition_required',
    'if_match_required',
    '変更前の版（ETag）を If-Match で指定してください。',
  );
}
