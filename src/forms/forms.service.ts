import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { checkDefinition } from './domain/check-definition';
import type { FormDefinition } from './domain/form-definition';
import { listOptions } from './domain/list-options';
import type { NewForm } from './forms.dto';
import { type Form, FormsReader, type FormVersionRow } from './forms.reader';

/** One version of one form, as people name it. */
export interface VersionName {
  readonly formId: string;
  readonly number: number;
}

@Injectable()
export class FormsService {
  constructor(
    private readonly reader: FormsReader,
    private readonly audit: AuditLog,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewForm): Promise<Form> {
    const form: Form = { id: input.id ?? uuidv7(), code: input.code, title: input.title };
    await tx.query(`INSERT INTO form (id, code, title, created_at) VALUES ($1, $2, $3, $4)`, [
      form.id,
      form.code,
      form.title,
      now,
    ]);
    await this.audit.record(tx, actor, now, {
      action: 'form.created',
      objectType: 'form',
      objectId: form.id,
      detail: { code: form.code },
    });
    return form;
  }

  /** The next version as a draft. It may be wrong in no way that would make a sheet unusable. */
  async draft(
    tx: Tx,
    actor: Actor,
    now: Date,
    formId: string,
    definition: FormDefinition,
  ): Promise<FormVersionRow> {
    await this.lock(tx, formId);
    refuseFaults(definition);
    const drafted = await firstRow<{ number: number }>(
      tx,
      `INSERT INTO form_version (id, form_id, number, definition, created_at)
       SELECT $1, $2, coalesce(max(v.number), 0) + 1, $3, $4 FROM form_version AS v WHERE v.form_id = $2
       RETURNING number`,
      [uuidv7(), formId, JSON.stringify(definition), now],
    );
    if (!drafted) throw new Error('A form version was not inserted');
    const version = await this.reader.version(tx, formId, drafted.number);
    await this.record(tx, actor, now, { action: 'form_version.drafted', version });
    return version;
  }

  /** From now on nobody changes it (a trigger sees to that), and its choices are known to the statistics. */
  async publish(
    tx: Tx,
    actor: Actor,
    now: Date,
    name: VersionName,
    inForceFrom: Date,
  ): Promise<FormVersionRow> {
    await this.lock(tx, name.formId);
    const draft = await this.reader.version(tx, name.formId, name.number);
    refuseFaults(draft.definition);
    await this.refuseEarlierStart(tx, name.formId, inForceFrom);
    const published = await rows<{ id: string }>(
      tx,
      `UPDATE form_version SET published_at = $2, in_force_from = $3
       WHERE id = $1 AND published_at IS NULL RETURNING id`,
      [draft.id, now, inForceFrom],
    );
    if (published.length === 0)
      throw new DomainError('conflict', 'form_version_published', '公開した版は変更できません。');
    await tx.query(
      `INSERT INTO form_option (form_version_id, field_code, code, label_ja, sort_order)
       SELECT $1, o.field_code, o.code, o.label_ja, o.sort_order
       FROM json_to_recordset($2) AS o(field_code text, code text, label_ja text, sort_order integer)`,
      [draft.id, JSON.stringify(listOptions(draft.definition))],
    );
    const version = await this.reader.version(tx, name.formId, name.number);
    await this.record(tx, actor, now, { action: 'form_version.published', version });
    return version;
  }

  /** Versions of one form are numbered and published one at a time. */
  private async lock(tx: Tx, formId: string): Promise<void> {
    const found = await firstRow(tx, `SELECT f.id FROM form AS f WHERE f.id = $1 FOR UPDATE`, [formId]);
    if (!found) throw notFound('様式');
  }

  /** A version never slips under one that is already in force: filed sheets would look wrong afterwards. */
  private async refuseEarlierStart(tx: Tx, formId: string, inForceFrom: Date): Promise<void> {
    const later = await firstRow(
      tx,
      `SELECT FROM form_version AS v WHERE v.form_id = $1 AND v.in_force_from >= $2 LIMIT 1`,
      [formId, inForceFrom],
    );
    if (!later) return;
    throw new DomainError(
      'conflict',
      'form_version_start_taken',
      '開始日時は、公開済みのどの版の開始日時よりも後にしてください。',
    );
  }

  private async record(tx: Tx, actor: Actor, now: Date, change: VersionChange): Promise<void> {
    const { formId, number, id, inForceFrom } = change.version;
    await this.audit.record(tx, actor, now, {
      action: change.action,
      objectType: 'form_version',
      objectId: id,
      detail: { formId, number, ...(inForceFrom ? { inForceFrom: inForceFrom.toISOString() } : {}) },
    });
  }
}

interface VersionChange {
  readonly action: string;
  readonly version: FormVersionRow;
}

function refuseFaults(definition: FormDefinition): void {
  const faults = checkDefinition(definition);
  if (faults.length > 0)
    throw new DomainError('invalid', 'form_definition', '様式の定義に誤りがあります。', faults);
}
