import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../../shared/actor';
import { DomainError } from '../../../shared/domain-error';
import type { Tx } from '../../../platform/database/sql';
import { cellAddress, readWorkbook } from '../../../platform/excel/read-workbook';
import type { JobCounts, JobHandler, RunningJob } from '../../../platform/jobs/job';
import { JobHandlers } from '../../../platform/jobs/job-handlers';
import { fillIn } from '../../domain/wish-grid';
import { AvailabilityService } from '../availability.service';
import { type SheetRevision, SheetsReader } from '../sheets.reader';
import { changedCells, type FilledRow, readWishSheet } from './read-wish-sheet';
import { WishFrameReader } from './wish-frame.reader';
import { REVISION_COLUMN, UNANSWERED } from './wish-sheet';

export const WISH_IMPORT = 'wish-import';
/** Where the workbook has what a fault of the whole sheet points at; the name stands for everything else. */
const COLUMN_OF: Readonly<Record<string, number>> = {
  '/maxNights': 2,
  '/maxDays': 3,
  '/maxMinutes': 4,
  '/targetMinutes': 5,
};
const NAME_COLUMN = 1;
const LIMITS = ['maxNights', 'maxDays', 'maxMinutes', 'targetMinutes'] as const;
/** The answer in force is not the one that the row was made from. */
const CONFLICTS: readonly DomainError['kind'][] = ['stale', 'precondition_required'];

/** Files the wishes of a filled workbook, row by row; a row that says what is known already changes nothing, and none overwrites a newer answer. */
@Injectable()
export class WishImportHandler implements JobHandler, OnModuleInit {
  readonly kind = WISH_IMPORT;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly frames: WishFrameReader,
    private readonly sheets: SheetsReader,
    private readonly service: AvailabilityService,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async run(tx: Tx, actor: Actor, now: Date, job: RunningJob): Promise<JobCounts> {
    const { periodId, organisationId } = job.input;
    if (periodId === undefined || organisationId === undefined)
      throw new Error('wishes need period and organisation');
    const frame = await this.frames.frame(tx, periodId, organisationId);
    const readings = readWishSheet(await readWorkbook(job.readFile()), frame);
    const counts = { rows: readings.length, added: 0, unchanged: 0, rejected: 0 };
    for (const reading of readings) {
      await job.checkpoint(0);
      const faults =
        'faults' in reading
          ? reading.faults
          : await this.take(tx, actor, now, { frame, row: reading.row, counts });
      if (faults.length > 0) counts.rejected += 1;
      for (const fault of faults) job.faults.add({ row: reading.number, ...fault });
    }
    return counts;
  }

  private async take(tx: Tx, actor: Actor, now: Date, { frame, row, counts }: Taken) {
    const key = { periodId: frame.periodId, organisationId: frame.organisationId, personId: row.personId };
    const base = row.basedOn === UNANSWERED ? null : await this.sheets.revision(tx, key, row.basedOn);
    if ((base !== null || row.basedOn === UNANSWERED) && isUntouched(row, base)) {
      counts.unchanged += 1;
      return [];
    }
    const current = await this.sheets.inForce(tx, key);
    try {
      const { written } = await this.service.write(tx, actor, now, {
        key,
        basedOn: row.basedOn === UNANSWERED ? null : row.basedOn,
        draft: draftOf(row, current),
      });
      if (written) counts.added += 1;
      else counts.unchanged += 1;
      return [];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (CONFLICTS.includes(error.kind)) return [changedSince(row)];
      if (error.kind !== 'invalid') throw error;
      return error.faults.map(({ pointer, code, message }) => ({
        column: cellAddress(row.number - 1, COLUMN_OF[pointer] ?? NAME_COLUMN),
        code,
        message,
      }));
    }
  }
}

interface Taken {
  readonly frame: { readonly periodId: string; readonly organisationId: string };
  readonly row: FilledRow;
  readonly counts: { added: number; unchanged: number };
}

function draftOf(row: FilledRow, current: SheetRevision | null) {
  const spans = current?.spans ?? [];
  return {
    spans: fillIn(spans, changedCells(spans, row.cells)),
    weekdays: [],
    maxMinutes: row.maxMinutes,
    targetMinutes: row.targetMinutes,
    maxNights: row.maxNights,
    maxDays: row.maxDays,
    noteToAll: row.noteToAll,
    noteToCoordinator: undefined,
  };
}

/** Nobody has written into the row since it was exported. */
function isUntouched(row: FilledRow, base: SheetRevision | null): boolean {
  return (
    row.noteToAll === (base?.noteToAll ?? '') &&
    LIMITS.every((limit) => row[limit] === (base?.[limit] ?? null)) &&
    changedCells(base?.spans ?? [], row.cells).length === 0
  );
}

function changedSince(row: FilledRow) {
  return {
    column: cellAddress(row.number - 1, REVISION_COLUMN),
    code: 'changed_since',
    message:
      '書き出した後にこの人の希望が変わったため、取り込んでいません。新しく書き出した希望表に写してください。',
  };
}
