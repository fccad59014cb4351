import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../platform/database/sql';
import type { Answers } from '../forms/domain/form-definition';
import { openNarrative } from './narrative-seal';

/** One revision of one sheet. */
interface RevisionName {
  readonly id: string;
  readonly revisionNo: number;
}

interface NarrativeRow extends RevisionName {
  readonly field: string;
  readonly bytes: Buffer;
  readonly seal: string;
}

/** The words of many sheets at once. Whoever asks for them sees to it that they fit into memory. */
@Injectable()
export class NarrativesReader {
  /** Sheet → its sealed answers. */
  async of(tx: Tx, sheets: readonly RevisionName[]): Promise<Map<string, Answers>> {
    const found = await rows<NarrativeRow>(
      tx,
      `SELECT n.consultation_id AS id, n.revision_no AS "revisionNo", n.field_code AS field, n.sealed AS bytes, n.seal
       FROM unnest($1::uuid[], $2::integer[]) AS s(id, revision_no)
       JOIN consultation_narrative AS n ON n.consultation_id = s.id AND n.revision_no = s.revision_no`,
      [sheets.map(({ id }) => id), sheets.map(({ revisionNo }) => revisionNo)],
    );
    const bySheet = new Map<string, Record<string, unknown>>();
    for (const { id, revisionNo, field, ...sealed } of found) {
      const words = bySheet.get(id) ?? {};
      words[field] = openNarrative(sealed, { consultationId: id, revisionNo, field });
      bySheet.set(id, words);
    }
    return bySheet;
  }
}
