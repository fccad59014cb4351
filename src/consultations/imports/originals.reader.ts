import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import type { Answers } from '../../forms/domain/form-definition';
import { FormsReader } from '../../forms/forms.reader';
import { contentDigest } from '../content-digest';
import { saysTheSame } from '../domain/compare-copy';
import type { SheetCells } from '../domain/read-answers';
import type { SheetRow } from '../domain/read-sheet-row';
import { NarrativesReader } from '../narratives.reader';

/** A row that was exported, and the id of the sheet it was made from. */
interface SheetCopy {
  readonly id: string;
  readonly row: SheetRow;
  readonly cells: SheetCells;
}

/** `new`: no sheet of this period. */
type CopyVerdict = 'unedited' | 'edited' | 'new';

interface OriginalRow {
  readonly id: string;
  readonly revisionNo: number;
  readonly organisationId: string;
  readonly counsellorId: string | null;
  readonly channel: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly callNo: string | null;
  readonly formVersionId: string;
  readonly answers: Answers;
}

/** So many sheets with their words fit into memory, however long those are. */
const ORIGINALS_AT_ONCE = 50;

/** Sheets whose exported rows come back. */
@Injectable()
export class OriginalsReader {
  constructor(
    private readonly forms: FormsReader,
    private readonly narratives: NarrativesReader,
  ) {}

  async compare(tx: Tx, periodId: string, copies: readonly SheetCopy[]): Promise<Map<SheetRow, CopyVerdict>> {
    const digests = await this.digests(
      tx,
      periodId,
      copies.map(({ id }) => id),
    );
    const verdicts = new Map<SheetRow, CopyVerdict>();
    const doubtful: SheetCopy[] = [];
    for (const copy of copies) {
      const { organisationId, content } = copy.row;
      const digest = digests.get(copy.id);
      if (digest === undefined) verdicts.set(copy.row, 'new');
      else if (digest === contentDigest({ periodId, organisationId }, content))
        verdicts.set(copy.row, 'unedited');
      else doubtful.push(copy);
    }
    for (let start = 0; start < doubtful.length; start += ORIGINALS_AT_ONCE) {
      await this.compareWords(tx, doubtful.slice(start, start + ORIGINALS_AT_ONCE), verdicts);
    }
    return verdicts;
  }

  /** Of each of these sheets as its text stands now, by id; sheets of other periods are left out. */
  private async digests(tx: Tx, periodId: string, ids: readonly string[]): Promise<Map<string, string>> {
    const found = await rows<{ id: string; digest: string }>(
      tx,
      `SELECT co.id, encode(r.content_digest, 'hex') AS digest
       FROM consultation AS co
       JOIN consultation_revision AS r ON r.consultation_id = co.id AND r.revision_no = co.revision_no
       WHERE co.period_id = $1 AND co.id = ANY ($2)`,
      [periodId, ids],
    );
    return new Map(found.map(({ id, digest }) => [id, digest]));
  }

  /** A digest is about the sheet as a whole, and about the call it had when it was written. */
  private async compareWords(
    tx: Tx,
    copies: readonly SheetCopy[],
    verdicts: Map<SheetRow, CopyVerdict>,
  ): Promise<void> {
    const found = await rows<OriginalRow>(tx, ORIGINALS, [copies.map(({ id }) => id)]);
    const words = await this.narratives.of(tx, found);
    const originals = new Map(found.map((original) => [original.id, original]));
    for (const { id, row, cells } of copies) {
      const original = originals.get(id);
      if (original === undefined) continue;
      const { index: form } = await this.forms.publishedVersion(tx, original.formVersionId);
      const answers = { ...original.answers, ...words.get(id) };
      const isSame = saysTheSame({ ...original, form, answers }, row, cells);
      verdicts.set(row, isSame ? 'unedited' : 'edited');
    }
  }
}

const ORIGINALS = `
  SELECT co.id, co.revision_no AS "revisionNo", co.organisation_id AS "organisationId",
         co.counsellor_id AS "counsellorId", co.channel, co.started_at AS "startedAt", co.ended_at AS "endedAt",
         co.talk_seconds AS "talkSeconds", c.carrier_no AS "callNo", co.form_version_id AS "formVersionId",
         r.content -> 'answers' AS answers
  FROM consultation AS co
  JOIN consultation_revision AS r ON r.consultation_id = co.id AND r.revision_no = co.revision_no
  LEFT JOIN contact AS c ON c.id = co.contact_id
  WHERE co.id = ANY ($1)`;
