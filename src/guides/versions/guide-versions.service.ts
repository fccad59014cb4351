import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { checkPublication } from '../domain/check-publication';
import type { GuideText } from '../guides.dto';
import { type GuideRow, GuidesReader, type GuideVersionRow } from '../guides.reader';
import { refuseWithdrawn } from '../guides.service';
import { guideDigest } from './guide-digest';
import type { GuideVersionName } from './guide-version-in-path';
import type { NewGuidePublication } from './guide-versions.dto';

/** A version as somebody saw it before changing it. */
interface SeenVersion extends GuideVersionName {
  readonly revision: number;
}

/** From a draft to a published version, which stays as it is. */
@Injectable()
export class GuideVersionsService {
  constructor(
    private readonly reader: GuidesReader,
    private readonly audit: AuditLog,
  ) {}

  /** The next version; a document has one draft at a time. */
  async draft(tx: Tx, actor: Actor, now: Date, guideId: string, input: GuideText): Promise<GuideVersionRow> {
    refuseWithdrawn(await this.locked(tx, guideId));
    const drafted = await firstRow<{ number: number }>(
      tx,
      `INSERT INTO guide_version (guide_id, number, title, body, created_at)
       SELECT $1, max(v.number) + 1, $2, $3, $4 FROM guide_version AS v WHERE v.guide_id = $1 RETURNING number`,
      [guideId, input.title, input.body, now],
    );
    if (!drafted) throw notFound('文書');
    const name = { guideId, number: drafted.number };
    return this.recorded(tx, actor, now, { name, action: 'guide_version.drafted' });
  }

  async revise(
    tx: Tx,
    actor: Actor,
    now: Date,
    seen: SeenVersion,
    input: GuideText,
  ): Promise<GuideVersionRow> {
    refuseWithdrawn(await this.locked(tx, seen.guideId));
    await this.seenDraft(tx, seen);
    const changed = await rows(
      tx,
      `UPDATE guide_version SET title = $4, body = $5, revision = revision + 1
       WHERE guide_id = $1 AND number = $2 AND revision = $3 AND published_at IS NULL RETURNING number`,
      [seen.guideId, seen.number, seen.revision, input.title, input.body],
    );
    if (changed.length === 0) throw stale();
    return this.recorded(tx, actor, now, { name: seen, action: 'guide_version.revised' });
  }

  /** Asks everybody whom the document concerns to read it, also those who come later: nobody is listed here. */
  async publish(
    tx: Tx,
    actor: Actor,
    now: Date,
    seen: SeenVersion,
    input: NewGuidePublication,
  ): Promise<GuideVersionRow> {
    const guide = await this.locked(tx, seen.guideId);
    refuseWithdrawn(guide);
    const draft = await this.seenDraft(tx, seen);
    const { change, requiredFrom } = input;
    const faults = checkPublication({ change, requiredFrom }, guide.currentNumber === null, now);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const published = await rows(
      tx,
      `UPDATE guide_version
       SET change = $4, required_from = $5, digest = $6, published_at = $7, published_by = $8, revision = revision + 1
       WHERE guide_id = $1 AND number = $2 AND revision = $3 AND published_at IS NULL RETURNING number`,
      [
        seen.guideId,
        seen.number,
        seen.revision,
        change,
        change === 'major' ? (requiredFrom ?? now) : null,
        guideDigest({ ...guide, ...draft }),
        now,
        actor.accountId,
      ],
    );
    if (published.length === 0) throw stale();
    await tx.query(`UPDATE guide SET current_number = $2, version = version + 1 WHERE id = $1`, [
      seen.guideId,
      seen.number,
    ]);
    return this.recorded(tx, actor, now, { name: seen, action: 'guide_version.published' });
  }

  /** Versions of one document are numbered, changed and published one at a time. */
  private async locked(tx: Tx, guideId: string): Promise<GuideRow> {
    await tx.query(`SELECT FROM guide AS g WHERE g.id = $1 FOR UPDATE`, [guideId]);
    return this.reader.byId(tx, guideId);
  }

  private async seenDraft(tx: Tx, seen: SeenVersion): Promise<GuideVersionRow> {
    const draft = await this.reader.version(tx, seen.guideId, seen.number);
    if (draft.publishedAt !== null)
      throw new DomainError('conflict', 'guide_version_published', '公開した版は変更できません。');
    if (draft.revision !== seen.revision) throw stale();
    return draft;
  }

  private async recorded(tx: Tx, actor: Actor, now: Date, change: VersionAudit): Promise<GuideVersionRow> {
    const { guideId, number } = change.name;
    const version = await this.reader.version(tx, guideId, number);
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'guide',
      objectId: guideId,
      detail: { number, revision: version.revision, change: version.change, digest: version.digest },
    });
    return version;
  }
}

interface VersionAudit {
  readonly name: GuideVersionName;
  readonly action: string;
}
