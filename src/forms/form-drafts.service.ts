import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import { checkDefinition } from './domain/check-definition';
import { checkMapping } from './domain/check-mapping';
import type { FormDefinition } from './domain/form-definition';
import type { FormMapping } from './domain/form-mapping';
import { FormMappingsReader } from './form-mappings.reader';
import { FormsReader, type FormVersionRow } from './forms.reader';

/** One version of one form, as people name it. */
export interface VersionName {
  readonly formId: string;
  readonly number: number;
}

/** A version as somebody saw it before changing it. */
export interface SeenVersion extends VersionName {
  readonly revision: number;
}

/** Everything that happens to a version before it is published. */
@Injectable()
export class FormDraftsService {
  constructor(
    private readonly reader: FormsReader,
    private readonly mappings: FormMappingsReader,
    private readonly audit: AuditLog,
  ) {}

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

  /** What is mapped already stays mapped; publication checks whether it still fits. */
  async revise(
    tx: Tx,
    actor: Actor,
    now: Date,
    seen: SeenVersion,
    definition: FormDefinition,
  ): Promise<FormVersionRow> {
    const draft = await this.lockDraft(tx, seen);
    refuseFaults(definition);
    await changeDraft(tx, draft, { definition });
    const version = await this.reader.version(tx, seen.formId, seen.number);
    await this.record(tx, actor, now, { action: 'form_version.revised', version });
    return version;
  }

  /** Says what becomes of the version before. It may be unfinished, but nothing in it may be wrong. */
  async map(
    tx: Tx,
    actor: Actor,
    now: Date,
    seen: SeenVersion,
    mapping: FormMapping,
  ): Promise<FormVersionRow> {
    const draft = await this.lockDraft(tx, seen);
    const before = await this.mappings.before(tx, draft);
    if (!before)
      throw new DomainError('conflict', 'first_form_version', '最初の版には、対応付ける前の版がありません。');
    const faults = checkMapping({ old: before.definition, next: draft.definition, mapping }, '');
    if (faults.length > 0)
      throw new DomainError('invalid', 'form_mapping', '前の版との対応に誤りがあります。', faults);
    await changeDraft(tx, draft, { mapping });
    const version = await this.reader.version(tx, seen.formId, seen.number);
    await this.record(tx, actor, now, { action: 'form_version.mapped', version });
    return version;
  }

  /** Versions of one form are numbered, changed and published one at a time. */
  async lock(tx: Tx, formId: string): Promise<void> {
    const found = await firstRow(tx, `SELECT f.id FROM form AS f WHERE f.id = $1 FOR UPDATE`, [formId]);
    if (!found) throw notFound('様式');
  }

  private async lockDraft(tx: Tx, { formId, number, revision }: SeenVersion): Promise<FormVersionRow> {
    await this.lock(tx, formId);
    const draft = await this.reader.version(tx, formId, number);
    if (draft.publishedAt !== null) throw published();
    if (draft.revision !== revision) throw stale();
    return draft;
  }

  private async record(
    tx: Tx,
    actor: Actor,
    now: Date,
    { action, version }: { readonly action: string; readonly version: FormVersionRow },
  ): Promise<void> {
    const { id, formId, number, revision } = version;
    await this.audit.record(tx, actor, now, {
      action,
      objectType: 'form_version',
      objectId: id,
      detail: { formId, number, revision },
    });
  }
}

export function published(): DomainError {
  return new DomainError('conflict', 'form_version_published', '公開した版は変更できません。');
}

async function changeDraft(tx: Tx, { id, revision }: FormVersionRow, change: DraftChange): Promise<void> {
  const { definition, mapping } = change;
  const changed = await rows<{ id: string }>(
    tx,
    `UPDATE form_version
     SET definition = coalesce($3, definition), mapping = coalesce($4, mapping), revision = revision + 1
     WHERE id = $1 AND revision = $2 AND published_at IS NULL RETURNING id`,
    [id, revision, asJson(definition), asJson(mapping)],
  );
  if (changed.length === 0) throw stale();
}

interface DraftChange {
  readonly definition?: FormDefinition;
  readonly mapping?: FormMapping;
}

function asJson(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function refuseFaults(definition: FormDefinition): void {
  const faults = checkDefinition(definition);
  if (faults.length > 0)
    throw new DomainError('invalid', 'form_definition', '様式の定義に誤りがあります。', faults);
}
