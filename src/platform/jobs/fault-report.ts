import type { FieldFault } from '../../shared/domain-error';

/** Why one row of a file was not taken. */
export interface RowFault {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly column: string;
  readonly code: string;
  /** Japanese sentence; never repeats what the row holds. */
  readonly message: string;
}

/** A file that is wrong throughout must not fill memory and tables with millions of sentences. */
const KEPT = 10_000;

export class FaultReport {
  readonly kept: RowFault[] = [];

  add(fault: RowFault): void {
    if (this.kept.length < KEPT) this.kept.push(fault);
  }
}

/** Faults of the whole file carry their place as a pointer `#row/column`. */
export function toRowFaults(faults: readonly FieldFault[]): RowFault[] {
  return faults.map(({ pointer, code, message }) => {
    const [, row = '1', column = ''] = /^#(\d+)\/(.*)$/su.exec(pointer) ?? [];
    return { row: Number(row), column, code, message };
  });
}
