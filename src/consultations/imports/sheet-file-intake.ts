import type { FieldFault } from '../../shared/domain-error';
import type { CsvRow } from '../../platform/csv/csv-reader';
import type { JobCounts } from '../../platform/jobs/job';
import type { FaultReport } from '../../platform/jobs/fault-report';
import type { SheetReading } from '../domain/read-sheet-row';
import type { SheetCells } from '../domain/read-answers';
import type { NumberedRow, SheetBatches } from './sheet-batches';

/** As many rows as one statement carries well, or fewer when their narratives are long. */
const BATCH_ROWS = 1_000;
const BATCH_BYTES = 2 * 1024 * 1024;

/** What the intake of one file works with. */
interface IntakeTools {
  readonly readRow: (row: SheetCells) => SheetReading;
  /** Title of the column that a fault points at. */
  readonly columnTitle: (keyOrPointer: string) => string;
  readonly batches: SheetBatches;
  readonly faults: FaultReport;
}

/** Reads the next rows while the database stores the ones before. */
export class SheetFileIntake {
  private readonly tally = { rows: 0, added: 0, unchanged: 0, rejected: 0 };
  private waiting: NumberedRow[] = [];
  private storedBytes = 0;
  private storing: Promise<void> = Promise.resolve();

  constructor(private readonly tools: IntakeTools) {}

  take(cells: CsvRow): void {
    this.tally.rows += 1;
    const { number } = cells;
    if (cells.fault) {
      this.reject(number, [{ pointer: '', ...cells.fault }]);
      return;
    }
    const { row, faults } = this.tools.readRow(cells);
    if (row === null) this.reject(number, faults);
    else this.waiting.push({ number, row, faults });
  }

  async storeWhenFull(bytesRead: number): Promise<void> {
    if (this.waiting.length < BATCH_ROWS && bytesRead - this.storedBytes < BATCH_BYTES) return;
    this.storedBytes = bytesRead;
    await this.store();
  }

  async finish(): Promise<JobCounts> {
    await this.store();
    await this.storing;
    return this.tally;
  }

  /** The connection must be quiet before the transaction ends, also when reading failed. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.storing]);
  }

  private async store(): Promise<void> {
    await this.storing;
    const { waiting } = this;
    this.waiting = [];
    this.storing = this.storeBatch(waiting);
    // Awaited before the next batch is stored; until then a failure is not an unhandled one.
    this.storing.catch(() => undefined);
  }

  private async storeBatch(batch: readonly NumberedRow[]): Promise<void> {
    const { added, unchanged, refused } = await this.tools.batches.store(batch);
    this.tally.added += added;
    this.tally.unchanged += unchanged;
    for (const { number, faults } of refused) this.reject(number, faults);
  }

  private reject(row: number, faults: readonly FieldFault[]): void {
    this.tally.rejected += 1;
    for (const { pointer, code, message } of faults) {
      this.tools.faults.add({ row, column: this.tools.columnTitle(pointer), code, message });
    }
  }
}
