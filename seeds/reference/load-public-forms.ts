import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { FormDefinition } from '../../src/forms/domain/form-definition';
import { listOptions } from '../../src/forms/domain/list-options';
import standardV1 from '../forms/standard/v1.json';

interface FormFile {
  readonly form: string;
  readonly title: string;
  readonly version: number;
  readonly inForceFrom: string;
  readonly definition: FormDefinition;
}

const FILES: readonly FormFile[] = [standardV1 as FormFile];

/** The standard sheet: fixed id, so that every installation names it alike. */
export const STANDARD_FORM_ID = fixedId('form/standard');

export async function loadPublicForms(tx: EntityManager, now: Date): Promise<void> {
  for (const file of FILES) await loadForm(tx, file, now);
}

async function loadForm(tx: EntityManager, file: FormFile, now: Date): Promise<void> {
  const formId = fixedId(`form/${file.form}`);
  const versionId = fixedId(`form/${file.form}/${file.version}`);
  await tx.query(
    `INSERT INTO form (id, code, title, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [formId, file.form, file.title, now],
  );
  await tx.query(
    `INSERT INTO form_version (id, form_id, number, definition, created_at, published_at, in_force_from)
     VALUES ($1, $2, $3, $4, $5, $5, $6) ON CONFLICT DO NOTHING`,
    [versionId, formId, file.version, JSON.stringify(file.definition), now, file.inForceFrom],
  );
  await tx.query(
    `INSERT INTO form_option (form_version_id, field_code, code, label_ja, sort_order)
     SELECT $1, o.field_code, o.code, o.label_ja, o.sort_order
     FROM json_to_recordset($2) AS o(field_code text, code text, label_ja text, sort_order integer)
     ON CONFLICT DO NOTHING`,
    [versionId, JSON.stringify(listOptions(file.definition))],
  );
}

/** The same name gives the same id everywhere (RFC 9562 version 8: our own scheme). */
export function fixedId(name: string): string {
  const hex = createHash('sha256').update(`tsunagi/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
