import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import type { Tx } from '../../platform/database/sql';
import { supervises } from '../domain/consultation.policy';
import { readReason, SETTING_ASIDE_REASON } from '../domain/read-reason';
import { StaleWrite } from '../stale-write';
import { type DraftRow, DraftStore } from './draft-store';
import { authorOf } from './drafts.service';
import { SettingAsideStore } from './setting-aside-store';

/** Says of a draft that nobody will submit it. Nothing of it is changed or removed. */
@Injectable()
export class SettingAsideService {
  constructor(
    private readonly drafts: DraftStore,
    private readonly store: SettingAsideStore,
    private readonly audit: AuditLog,
  ) {}

  /** By its author or whoever supervises; of one that is set aside already, nothing changes. */
  async setAside(
    tx: Tx,
    actor: Actor,
    now: Date,
    { id, version }: { readonly id: string; readonly version: number },
    given: string | undefined,
  ): Promise<DraftRow> {
    const author = authorOf(actor);
    const owner = supervises(actor) ? { ...author, accountId: null } : author;
    const draft = await this.drafts.find(tx, id, owner);
    if (!draft) throw notFound('下書き');
    if (draft.submittedAt !== null) throw submitted();
    if (draft.version !== version) throw new StaleWrite(draft.version);
    if (draft.setAsideAt !== null) return draft;
    const reason = readReason(given, SETTING_ASIDE_REASON);
    const said = { reason, accountId: author.accountId, setAsideAt: now };
    if (!(await this.store.add(tx, draft, said))) {
      throw new StaleWrite((await this.drafts.find(tx, id, owner))?.version ?? null);
    }
    await this.audit.record(tx, actor, now, {
      action: 'consultation.draft_set_aside',
      objectType: 'consultation',
      objectId: id,
      organisationId: draft.organisationId,
      detail: { version },
    });
    return { ...draft, setAsideAt: now };
  }
}

function submitted(): DomainError {
  return new DomainError(
    'conflict',
    'draft_submitted',
    'この下書きは既に提出されています。票の取消しとして登録してください。',
  );
}
