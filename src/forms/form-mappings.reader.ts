import { Injectable } from '@nestjs/common';
import { invalid } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { buildCrosswalk, type Crosswalk, placesOf } from './domain/crosswalk';
import { type FormMapping, type MappingRow, NO_MAPPING } from './domain/form-mapping';
import { FormsReader, type FormVersionRow } from './forms.reader';

/** A published version that another one follows. */
export type PrecedingVersion = FormVersionRow & { readonly inForceFrom: Date };

@Injectable()
export class FormMappingsReader {
  constructor(private readonly forms: FormsReader) {}

  /** What people have said about a version so far, or had said when it was published. */
  async mapping(tx: Tx, versionId: string): Promise<FormMapping> {
    const found = await firstRow<{ mapping: FormMapping }>(
      tx,
      `SELECT v.mapping FROM form_version AS v WHERE v.id = $1`,
      [versionId],
    );
    return found?.mapping ?? NO_MAPPING;
  }

  /** The version that this one follows; for a draft, the last one that is published. Null for the first. */
  async before(tx: Tx, { formId, inForceFrom }: FormVersionRow): Promise<PrecedingVersion | null> {
    const found = await firstRow<{ number: number }>(
      tx,
      `SELECT v.number FROM form_version AS v
       WHERE v.form_id = $1 AND v.published_at IS NOT NULL AND ($2::timestamptz IS NULL OR v.in_force_from < $2)
       ORDER BY v.in_force_from DESC LIMIT 1`,
      [formId, inForceFrom],
    );
    if (!found) return null;
    const version = await this.forms.version(tx, formId, found.number);
    return version.inForceFrom === null ? null : { ...version, inForceFrom: version.inForceFrom };
  }

  /** From one published version to another one that came after it. */
  async crosswalk(tx: Tx, from: FormVersionRow, to: FormVersionRow): Promise<Crosswalk> {
    if (from.inForceFrom === null || to.inForceFrom === null || from.inForceFrom > to.inForceFrom)
      throw invalid('/from', 'order', '公開済みの版から、それより後の公開済みの版を指定してください。');
    const found = await rows<MappingRow & { start: Date }>(
      tx,
      `SELECT v.in_force_from AS start, fm.field_code AS "fieldCode", fm.old_code AS "oldCode", fm.kind, fm.targets
       FROM form_version AS v JOIN form_mapping AS fm ON fm.form_version_id = v.id
       WHERE v.form_id = $1 AND v.in_force_from > $2 AND v.in_force_from <= $3
       ORDER BY v.in_force_from`,
      [from.formId, from.inForceFrom, to.inForceFrom],
    );
    const steps = new Map<number, MappingRow[]>();
    for (const { start, ...row } of found)
      steps.set(start.getTime(), [...(steps.get(start.getTime()) ?? []), row]);
    return buildCrosswalk(placesOf(from.definition), [...steps.values()]);
  }
}
