import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, type FieldFault } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import type { Audience } from './domain/guide';
import type { NewGuide } from './guides.dto';
import { type GuideRow, GuidesReader } from './guides.reader';

interface SeenGuide {
  readonly id: string;
  readonly version: number;
}

/** Which documents there are and whom they concern; who that is, is worked out when it is asked. */
@Injectable()
export class GuidesService {
  constructor(
    private readonly reader: GuidesReader,
    private readonly audit: AuditLog,
  ) {}

  /** With the draft of its first version. */
  async create(tx: Tx, actor: Actor, now: Date, input: NewGuide): Promise<GuideRow> {
    await this.refuseUnknown(tx, input);
    const id = input.id ?? uuidv7();
    await tx.query(
      `INSERT INTO guide (id, code, kind, language, roles, fields, organisation_ids, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, input.code, input.kind, input.language, ...audienceValues(input), now],
    );
    await tx.query(
      `INSERT INTO guide_version (guide_id, number, title, body, created_at) VALUES ($1, 1, $2, $3, $4)`,
      [id, input.title, input.body, now],
    );
    return this.recorded(tx, actor, now, { id, action: 'guide.created' });
  }

  async direct(tx: Tx, actor: Actor, now: Date, seen: SeenGuide, audience: Audience): Promise<GuideRow> {
    refuseWithdrawn(await this.reader.byId(tx, seen.id));
    await this.refuseUnknown(tx, audience);
    const changed = await rows(
      tx,
      `UPDATE guide SET roles = $3, fields = $4, organisation_ids = $5, version = version + 1
       WHERE id = $1 AND version = $2 AND withdrawn_at IS NULL RETURNING id`,
      [seen.id, seen.version, ...audienceValues(audience)],
    );
    if (changed.length === 0) throw stale();
    return this.recorded(tx, actor, now, { id: seen.id, action: 'guide.directed' });
  }

  /** From now on nobody has to read it; what was read stays on record. */
  async withdraw(tx: Tx, actor: Actor, now: Date, seen: SeenGuide): Promise<GuideRow> {
    refuseWithdrawn(await this.reader.byId(tx, seen.id));
    const changed = await rows(
      tx,
      `UPDATE guide SET withdrawn_at = $3, version = version + 1
       WHERE id = $1 AND version = $2 AND withdrawn_at IS NULL RETURNING id`,
      [seen.id, seen.version, now],
    );
    if (changed.length === 0) throw stale();
    return this.recorded(tx, actor, now, { id: seen.id, action: 'guide.withdrawn' });
  }

  private async refuseUnknown(tx: Tx, { fields, organisationIds }: Audience): Promise<void> {
    const unknown = await rows<{ pointer: string }>(
      tx,
      `SELECT '/fields/' || (f.position - 1) AS pointer
       FROM unnest($1::text[]) WITH ORDINALITY AS f(code, position)
       WHERE NOT EXISTS (SELECT FROM line_field AS l WHERE l.code = f.code)
       UNION ALL
       SELECT '/organisationIds/' || (i.position - 1)
       FROM unnest($2::uuid[]) WITH ORDINALITY AS i(id, position)
       WHERE NOT EXISTS (SELECT FROM organisation AS o WHERE o.id = i.id)`,
      [fields, organisationIds],
    );
    if (unknown.length === 0) return;
    const faults = unknown.map(({ pointer }): FieldFault => ({
      pointer,
      code: 'unknown',
      message: pointer.startsWith('/fields') ? '分野コードが見つかりません。' : '団体が見つかりません。',
    }));
    throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
  }

  private async recorded(tx: Tx, actor: Actor, now: Date, change: GuideAudit): Promise<GuideRow> {
    const guide = await this.reader.byId(tx, change.id);
    const { code, kind, roles, fields, organisationIds, version } = guide;
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'guide',
      objectId: guide.id,
      detail: { code, kind, roles, fields, organisationIds, version },
    });
    return guide;
  }
}

interface GuideAudit {
  readonly id: string;
  readonly action: string;
}

export function refuseWithdrawn({ withdrawnAt }: GuideRow): void {
  if (withdrawnAt === null) return;
  throw new DomainError('conflict', 'guide_withdrawn', '取り下げた文書には、この操作はできません。');
}

function audienceValues({ roles, fields, organisationIds }: Audience): unknown[] {
  return [roles, fields, organisationIds].map((list) => [...new Set<string>(list)]);
}
