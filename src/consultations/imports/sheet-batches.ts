import { v7 as uuidv7 } from 'uuid';
import type { FieldFault } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { contentDigest } from '../content-digest';
import { prepareSheet } from '../domain/prepare-sheet';
import type { SheetRow } from '../domain/read-sheet-row';
import type { NewSheet, SheetStore } from '../sheet-store';
import { type ImportLookupsReader, sourceKey } from './import-lookups.reader';

/** A row of the file, by the number that a spreadsheet gives it. */
export interface NumberedRow {
  readonly number: number;
  readonly row: SheetRow;
}

export interface StoredBatch {
  readonly added: number;
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

interface RefusedRow {
  readonly number: number;
  readonly fault: FieldFault;
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

  constructor(
    private readonly tx: Tx,
    private readonly target: BatchTarget,
    private readonly lookups: ImportLookupsReader,
    private readonly sheets: SheetStore,
  ) {}

  async store(batch: readonly NumberedRow[]): Promise<StoredBatch> {
    const refused: RefusedRow[] = [];
    const linked = await this.linkCalls(batch, refused);
    const unfiled = this.withoutFiled(await this.withoutCopies(linked, refused), refused);
    const fresh = await this.withoutTaken(unfiled, refused);
    if (fresh.length > 0) await this.sheets.insert(this.tx, this.target.now, await this.numbered(fresh));
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
    return batch.flatMap(({ number, row }) => {
      if (row.callNo === null) return [{ number, row }];
      const contactId = callOf.get(row);
      if (contactId === undefined) {
        refused.push({ number, fault: UNKNOWN_CALL });
        return [];
      }
      return [{ number, row: { ...row, content: { ...row.content, contactId } } }];
    });
  }

  /** A row that was exported from this very period is no further sheet, and no way past the history of the one it copies. */
  private async withoutCopies(batch: readonly NumberedRow[], refused: RefusedRow[]): Promise<NumberedRow[]> {
    const ids = batch.flatMap(({ row }) => row.sheetId ?? []);
    if (ids.length === 0) return [...batch];
    const { periodId } = this.target;
    const originals = await this.lookups.digests(this.tx, periodId, ids);
    return batch.filter(({ number, row }) => {
      const original = row.sheetId === null ? undefined : originals.get(row.sheetId);
      if (original === undefined) return true;
      const digest = contentDigest({ periodId, organisationId: row.organisationId }, row.content);
      if (digest !== original) refused.push({ number, fault: EDITED_COPY });
      return false;
    });
  }

  /** The same sheet again changes nothing; another sheet under its number is refused, from this file or an earlier one. */
  private withoutFiled(batch: readonly NumberedRow[], refused: RefusedRow[]): RecognisedRow[] {
    const { periodId, filed } = this.target;
    return batch.flatMap(({ number, row }) => {
      const key = sourceKey(row);
      const digest = contentDigest({ periodId, organisationId: row.organisationId }, row.content);
      const there = filed.get(key);
      if (there === undefined) {
        filed.set(key, digest);
        return [{ number, row, digest }];
      }
      if (there !== digest) refused.push({ number, fault: DIFFERENT });
      return [];
    });
  }

  /** A call has one sheet: whoever named it first, in this file or before it, keeps it. */
  private async withoutTaken(
    batch: readonly RecognisedRow[],
    refused: RefusedRow[],
  ): Promise<RecognisedRow[]> {
    const named = batch.flatMap(({ row }) => row.content.contactId ?? []);
    const taken = named.length === 0 ? new Set<string>() : await this.lookups.takenCalls(this.tx, named);
    return batch.flatMap((recognised) => {
      const { contactId } = recognised.row.content;
      if (contactId === null) return [recognised];
      if (taken.has(contactId)) {
        this.target.filed.delete(sourceKey(recognised.row));
        refused.push({ number: recognised.number, fault: TAKEN_CALL });
        return [];
      }
      taken.add(contactId);
      return [recognised];
    });
  }

  /** Record numbers in the order of the file. */
  private async numbered(batch: readonly RecognisedRow[]): Promise<NewSheet[]> {
    const wanted = new Map<string, number>();
    for (const { row } of batch) increase(wanted, row.organisationId, 1);
    const next = await this.sheets.allotNumbers(this.tx, this.target.periodId, wanted);
    for (const [organisationId, count] of wanted) increase(this.addedTo, organisationId, count);
    return batch.map(({ row, digest }) => this.newSheet(row, digest, increase(next, row.organisationId, 1)));
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

/** Adds to a count and gives back what it was. */
function increase(counts: Map<string, number>, key: string, by: number): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + by);
  return before;
}

const UNKNOWN_CALL: FieldFault = {
  pointer: 'call_no',
  code: 'unknown',
  message: 'この団体が応答した呼の中に、この呼番号がありません。',
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
const DIFFERENT: FieldFault = {
  pointer: 'record_no',
  code: 'differs_from_stored',
  message: '同じ記録番号の票が、異なる内容で既に登録されています。',
};
