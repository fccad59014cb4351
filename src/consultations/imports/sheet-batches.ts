import { v7 as uuidv7 } from 'uuid';
import type { FieldFault } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { contentDigest } from '../content-digest';
import { prepareSheet } from '../domain/prepare-sheet';
import type { SheetRow } from '../domain/read-sheet-row';
import { holdCalls } from '../hold-calls';
import type { NewSheet, SheetStore } from '../sheet-store';
import { type ImportLookupsReader, sourceKey } from './import-lookups.reader';
import type { OriginalsReader } from './originals.reader';

/** A row of the file, by the number that a spreadsheet gives it. */
export interface NumberedRow {
  readonly number: number;
  readonly row: SheetRow;
  /** Only a copy may have any. */
  readonly faults: readonly FieldFault[];
}

export interface StoredBatch {
  readonly added: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

interface RefusedRow {
  readonly number: number;
  readonly faults: readonly FieldFault[];
}

/** Where the sheets of one file go. */
interface BatchTarget {
  readonly periodId: string;
  readonly writtenBy: string | null;
  readonly now: Date;
  /** Digest of each sheet that is there already, by `sourceKey`; grows by what is added. */
  readonly filed: Map<string, string>;
}

interface RecognisedRow extends NumberedRow {
  readonly digest: string;
}

/** Turns rows into sheets, some thousand at a time. */
export class SheetBatches {
  /** Organisation → sheets added. */
  readonly addedTo = new Map<string, number>();
  /** `sourceKey` of what this file brought; the rest of `filed` was there before. */
  private readonly fromThisFile = new Set<string>();
  private added = 0;

  constructor(
    private readonly tx: Tx,
    private readonly target: BatchTarget,
    private readonly lookups: ImportLookupsReader,
    private readonly originals: OriginalsReader,
    private readonly sheets: SheetStore,
  ) {}

  async store(batch: readonly NumberedRow[]): Promise<StoredBatch> {
    const refused: RefusedRow[] = [];
    const sound = withoutFaults(await this.withoutCopies(batch, refused), refused);
    const unfiled = this.withoutFiled(await this.linkCalls(sound, refused), refused);
    const fresh = await this.withoutTaken(unfiled, refused);
    if (fresh.length > 0) await this.sheets.insert(this.tx, this.target.now, this.unnumbered(fresh));
    return { added: fresh.length, unchanged: batch.length - fresh.length - refused.length, refused };
  }

  private async linkCalls(batch: readonly NumberedRow[], refused: RefusedRow[]): Promise<NumberedRow[]> {
    const names = batch.flatMap(({ row }) => {
      const { callNo, organisationId, content } = row;
      return callNo === null ? [] : [{ row, callNo, organisationId, channel: content.channel }];
    });
    if (names.length === 0) return [...batch];
    const calls = await this.lookups.calls(this.tx, this.target.periodId, names);
    const callOf = new Map(names.map(({ row }, place) => [row, calls.get(place)]));
    return batch.flatMap((numbered) => {
      const { number, row } = numbered;
      if (row.callNo === null) return [numbered];
      const contactId = callOf.get(row);
      if (contactId === undefined) {
        refused.push({ number, faults: [UNKNOWN_CALL] });
        return [];
      }
      return [{ ...numbered, row: { ...row, content: { ...row.content, contactId } } }];
    });
  }

  /** A row that was exported from this very period is no further sheet, and no way past the history of the one it copies. */
  private async withoutCopies(batch: readonly NumberedRow[], refused: RefusedRow[]): Promise<NumberedRow[]> {
    const copies = batch.flatMap(({ row }) => (row.copyOf === null ? [] : [{ row, ...row.copyOf }]));
    if (copies.length === 0) return [...batch];
    const verdicts = await this.originals.compare(this.tx, this.target.periodId, copies);
    return batch.filter(({ number, row }) => {
      const verdict = verdicts.get(row) ?? 'new';
      if (verdict === 'edited') refused.push({ number, faults: [EDITED_COPY] });
      return verdict === 'new';
    });
  }

  /** The same sheet again changes nothing; another sheet under its number is refused, from this file or an earlier one. */
  private withoutFiled(batch: readonly NumberedRow[], refused: RefusedRow[]): RecognisedRow[] {
    const { periodId, filed } = this.target;
    return batch.flatMap((numbered) => {
      const { number, row } = numbered;
      const key = sourceKey(row);
      const digest = contentDigest({ periodId, organisationId: row.organisationId }, row.content);
      const there = filed.get(key);
      if (there === undefined) {
        filed.set(key, digest);
        this.fromThisFile.add(key);
        return [{ ...numbered, digest }];
      }
      if (there !== digest) {
        refused.push({ number, faults: [this.fromThisFile.has(key) ? CONTRADICTED : DIFFERENT] });
      }
      return [];
    });
  }

  /** A call has one sheet: whoever named it first, in this file or before it, keeps it. */
  private async withoutTaken(
    batch: readonly RecognisedRow[],
    refused: RefusedRow[],
  ): Promise<RecognisedRow[]> {
    const named = batch.flatMap(({ row }) => row.content.contactId ?? []);
    if (named.length === 0) return [...batch];
    await holdCalls(this.tx, named);
    const taken = await this.lookups.takenCalls(this.tx, named);
    return batch.flatMap((recognised) => {
      const { contactId } = recognised.row.content;
      if (contactId === null) return [recognised];
      if (taken.has(contactId)) {
        this.target.filed.delete(sourceKey(recognised.row));
        refused.push({ number: recognised.number, faults: [TAKEN_CALL] });
        return [];
      }
      taken.add(contactId);
      return [recognised];
    });
  }

  /** In the order of the file; the real numbers are given in the end. */
  private unnumbered(batch: readonly RecognisedRow[]): NewSheet[] {
    return batch.map(({ row, digest }) => {
      this.addedTo.set(row.organisationId, (this.addedTo.get(row.organisationId) ?? 0) + 1);
      this.added += 1;
      return this.newSheet(row, digest, -this.added);
    });
  }

  private newSheet(row: SheetRow, digest: string, recordNo: number): NewSheet {
    const { periodId, writtenBy } = this.target;
    return {
      id: uuidv7(),
      place: { periodId, organisationId: row.organisationId },
      recordNo,
      sourceNo: row.sourceNo,
      revisionNo: 1,
      status: 'submitted',
      origin: 'import',
      formVersionId: row.formVersionId,
      sheet: prepareSheet(row.form, row.content),
      digest,
      reason: '',
      writtenBy,
    };
  }
}

/** What is wrong with a copy counts once it is no copy of a sheet of this period. */
function withoutFaults(batch: readonly NumberedRow[], refused: RefusedRow[]): NumberedRow[] {
  return batch.filter(({ number, faults }) => {
    if (faults.length > 0) refused.push({ number, faults });
    return faults.length === 0;
  });
}

const UNKNOWN_CALL: FieldFault = {
  pointer: 'call_no',
  code: 'unknown',
  message: 'この団体につながった呼の中に、この呼番号がありません。',
};
const EDITED_COPY: FieldFault = {
  pointer: 'record_no',
  code: 'edited_copy',
  message: 'この期から書き出した票です。内容の変更は、票の訂正で行ってください。',
};
const TAKEN_CALL: FieldFault = {
  pointer: 'call_no',
  code: 'call_has_sheet',
  message: 'この呼には既に別の相談記録票があります。',
};
const CONTRADICTED: FieldFault = {
  pointer: 'record_no',
  code: 'differs_in_file',
  message: '同じファイルの前の行に、同じ記録番号で異なる内容の票があります。',
};
const DIFFERENT: FieldFault = {
  pointer: 'record_no',
  code: 'differs_from_stored',
  message: '同じ記録番号の票が、異なる内容で既に登録されています。',
};
