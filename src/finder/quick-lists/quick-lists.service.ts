import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { rows, type Tx } from '../../platform/database/sql';
import { stale } from '../../platform/http/entity-tag';
import { checkQuickList, type QuickPick } from '../domain/check-quick-list';
import { type QuickList, QuickListsReader } from './quick-lists.reader';

@Injectable()
export class QuickListsService {
  constructor(
    private readonly reader: QuickListsReader,
    private readonly audit: AuditLog,
  ) {}

  async replace(
    tx: Tx,
    actor: Actor,
    now: Date,
    seen: Pick<QuickList, 'fieldCode' | 'version'>,
    picks: readonly QuickPick[],
  ): Promise<QuickList> {
    const { fieldCode, version } = await this.reader.byField(tx, seen.fieldCode);
    const serviceIds = picks.map(({ serviceId }) => serviceId);
    const faults = checkQuickList(picks, await this.reader.offered(tx, serviceIds, now));
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    if (version !== seen.version || !(await advance(tx, seen))) throw stale();
    await tx.query(
      `INSERT INTO finder_quick_entry (field_code, version, sort_order, service_id, note_ja, valid_from, valid_until)
       SELECT $1, $2, e.position, (e.pick->>'serviceId')::uuid, e.pick->>'noteJa', (e.pick->>'validFrom')::date,
              (e.pick->>'validUntil')::date
       FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS e(pick, position)`,
      [fieldCode, version + 1, JSON.stringify(picks)],
    );
    await this.audit.record(tx, actor, now, {
      action: 'finder_quick_list.changed',
      objectType: 'finder_quick_list',
      objectId: fieldCode,
      detail: { version: version + 1, serviceIds },
    });
    return this.reader.byField(tx, fieldCode);
  }
}

/** False: somebody else was faster. */
async function advance(
  tx: Tx,
  { fieldCode, version }: Pick<QuickList, 'fieldCode' | 'version'>,
): Promise<boolean> {
  const advanced =
    version === 0
      ? await rows(
          tx,
          `INSERT INTO finder_quick_list (field_code, version) VALUES ($1, 1) ON CONFLICT DO NOTHING RETURNING version`,
          [fieldCode],
        )
      : await rows(
          tx,
          `UPDATE finder_quick_list SET version = version + 1 WHERE field_code = $1 AND version = $2 RETURNING version`,
          [fieldCode, version],
        );
  return advanced.length > 0;
}
