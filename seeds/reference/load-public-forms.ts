import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { FormDefinition } from '../../src/forms/domain/form-definition';
import { type FormMapping, mappingRows, NO_MAPPING } from '../../src/forms/domain/form-mapping';
import { listOptions } from '../../src/forms/domain/list-options';
import { readMapping } from '../../src/forms/domain/read-mapping';
import { rows } from '../../src/platform/database/sql';
import standardV1 from '../forms/standard/v1.json';
import standardV2 from '../forms/standard/v2.json';
import toSecond from '../forms/standard/v2.mapping.json';

interface FormFile {
  readonly form: string;
  readonly title: string;
  readonly version: number;
  readonly inForceFrom: string;
  readonly definition: FormDefinition;
}

/** A version, and what became of the one before it. */
interface PublicVersion {
  readonly file: FormFile;
  readonly follows: { readonly file: FormFile; readonly mapping: FormMapping } | null;
}

const FIRST = standardV1 as FormFile;
/** Starts with the fiscal year 2027, so that runs up to New Year 2027 are filed on the sheet they were planned with. */
const SECOND = standardV2 as FormFile;

const VERSIONS: readonly PublicVersion[] = [
  { file: FIRST, follows: null },
  { file: SECOND, follows: { file: FIRST, mapping: readMapping(toSecond.fields).mapping } },
];

/** The standard sheet: fixed id, so that every installation names it alike. */
export const STANDARD_FORM_ID = fixedId('form/standard');

export async function loadPublicForms(tx: EntityManager, now: Date): Promise<void> {
  for (const version of VERSIONS) await loadVersion(tx, version, now);
}

/** Leaves alone what is there: people may have taken a number for a version of their own. */
async function loadVersion(tx: EntityManager, { file, follows }: PublicVersion, now: Date): Promise<void> {
  const formId = fixedId(`form/${file.form}`);
  const versionId = fixedId(`form/${file.form}/${file.version}`);
  await tx.query(
    `INSERT INTO form (id, code, title, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [formId, file.form, file.title, now],
  );
  const added = await rows(
    tx,
    `INSERT INTO form_version (id, form_id, number, definition, mapping, created_at)
     SELECT $1, $2, $3, $4, $5, $6
     WHERE NOT EXISTS (SELECT FROM form_version AS v WHERE v.form_id = $2 AND (v.number >= $3 OR v.in_force_from >= $7))
     RETURNING id`,
    [
      versionId,
      formId,
      file.version,
      JSON.stringify(file.definition),
      JSON.stringify(follows?.mapping ?? NO_MAPPING),
      now,
      file.inForceFrom,
    ],
  );
  if (added.length === 0) return;
  await loadLists(tx, versionId, file, follows);
  await tx.query(`UPDATE form_version SET published_at = $2, in_force_from = $3 WHERE id = $1`, [
    versionId,
    now,
    file.inForceFrom,
  ]);
}

async function loadLists(
  tx: EntityManager,
  versionId: string,
  file: FormFile,
  follows: PublicVersion['follows'],
): Promise<void> {
  await tx.query(
    `INSERT INTO form_option (form_version_id, field_code, code, label_ja, sort_order)
     SELECT $1, o.field_code, o.code, o.label_ja, o.sort_order
     FROM json_to_recordset($2) AS o(field_code text, code text, label_ja text, sort_order integer)`,
    [versionId, JSON.stringify(listOptions(file.definition))],
  );
  const mapped = follows ? mappingRows(follows.file.definition, follows.mapping) : [];
  await tx.query(
    `INSERT INTO form_mapping (form_version_id, field_code, old_code, kind, targets)
     SELECT $1, m."fieldCode", m."oldCode", m.kind, m.targets
     FROM json_to_recordset($2) AS m("fieldCode" text, "oldCode" text, kind text, targets text[])`,
    [versionId, JSON.stringify(mapped)],
  );
}

/** The same name gives the same id everywhere (RFC 9562 version 8: our own scheme). */
export function fixedId(name: string): string {
  const hex = createHash('sha256').update(`tsunagi/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
