import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { DomainError } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { checkPublication } from './domain/check-publication';
import type { FormDefinition } from './domain/form-definition';
import { type FormMapping, mappingRows } from './domain/form-mapping';
import { listOptions } from './domain/list-options';
import { FormDraftsService, published, type VersionName } from './form-drafts.service';
import { FormMappingsReader } from './form-mappings.reader';
import { FormsReader, type FormVersionRow } from './forms.reader';

interface NewStart extends VersionName {
  readonly inForceFrom: Date;
  /** The draft as somebody saw it; null publishes whatever it is now. */
  readonly revision: number | null;
}

@Injectable()
export class FormPublicationService {
  constructor(
    private readonly reader: FormsReader,
    private readonly mappings: FormMappingsReader,
    private readonly drafts: FormDraftsService,
    private readonly audit: AuditLog,
  ) {}

  /** From now on nobody changes it (triggers see to that), and its choices and their past are known to the statistics. */
  async publish(tx: Tx, actor: Actor, now: Date, start: NewStart): Promise<FormVersionRow> {
    const { formId, number, inForceFrom } = start;
    await this.drafts.lock(tx, formId);
    const draft = await this.reader.version(tx, formId, number);
    if (draft.publishedAt !== null) throw published();
    if (start.revision !== null && start.revision !== draft.revision) throw stale();
    const before = await this.mappings.before(tx, draft);
    const mapping = await this.mappings.mapping(tx, draft.id);
    const { definition } = draft;
    const faults = checkPublication({ definition, mapping, inForceFrom, before });
    if (faults.length > 0)
      throw new DomainError('invalid', 'form_publication', 'この版はまだ公開できません。', faults);
    if (before) await writeMapping(tx, draft.id, before.definition, mapping);
    await writeOptions(tx, draft);
    await setInForce(tx, draft, { now, inForceFrom });
    const version = await this.reader.version(tx, formId, number);
    await this.audit.record(tx, actor, now, {
      action: 'form_version.published',
      objectType: 'form_version',
      objectId: version.id,
      detail: { formId, number, inForceFrom: inForceFrom.toISOString() },
    });
    return version;
  }
}

async function setInForce(
  tx: Tx,
  draft: FormVersionRow,
  { now, inForceFrom }: { readonly now: Date; readonly inForceFrom: Date },
): Promise<void> {
  const changed = await rows<{ id: string }>(
    tx,
    `UPDATE form_version SET published_at = $2, in_force_from = $3, revision = revision + 1
     WHERE id = $1 AND published_at IS NULL RETURNING id`,
    [draft.id, now, inForceFrom],
  );
  if (changed.length === 0) throw published();
}

async function writeOptions(tx: Tx, draft: FormVersionRow): Promise<void> {
  await tx.query(
    `INSERT INTO form_option (form_version_id, field_code, code, label_ja, sort_order)
     SELECT $1, o.field_code, o.code, o.label_ja, o.sort_order
     FROM json_to_recordset($2) AS o(field_code text, code text, label_ja text, sort_order integer)`,
    [draft.id, JSON.stringify(listOptions(draft.definition))],
  );
}

/** Triggers take it only before publication, and never again. */
async function writeMapping(
  tx: Tx,
  versionId: string,
  old: FormDefinition,
  mapping: FormMapping,
): Promise<void> {
  await tx.query(
    `INSERT INTO form_mapping (form_version_id, field_code, old_code, kind, targets)
     SELECT $1, m."fieldCode", m."oldCode", m.kind, m.targets
     FROM json_to_recordset($2) AS m("fieldCode" text, "oldCode" text, kind text, targets text[])`,
    [versionId, JSON.stringify(mappingRows(old, mapping))],
  );
}
