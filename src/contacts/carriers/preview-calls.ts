import { formatTokyo } from '../../shared/tokyo-time';
import { type CsvRow, readCsv } from '../../platform/csv/csv-reader';
import type { Call } from '../domain/call';
import type { CarrierReading } from '../domain/carrier-layout';
import { type CallContext, callRowReader } from '../domain/read-call-row';
import type { CallPreviewRow, PreviewedCall } from './call-previews.dto';

/** Enough to see whether a layout fits. */
const ROWS = 20;

/** How the first rows of a file would be read; nothing is stored and the rest is not looked at. */
export async function previewCalls(
  file: AsyncIterable<Buffer>,
  context: CallContext,
  carrier: CarrierReading,
): Promise<CallPreviewRow[]> {
  const readRow = callRowReader({ ...context, codes: carrier.codes(context.codes), stamp: carrier.stamp() });
  const preview = (row: CsvRow<CarrierReading['columns'][number]['key']>): CallPreviewRow => {
    if (row.fault) return { row: row.number, call: null, faults: [{ column: '', ...row.fault }] };
    const { call, faults } = readRow(carrier.cells(row));
    if (faults === null) return { row: row.number, call: shown(call), faults: [] };
    const named = faults.map((fault) => ({ ...fault, column: carrier.titleOf(fault.column) }));
    return { row: row.number, call: null, faults: named };
  };
  const previewed: CallPreviewRow[] = [];
  for await (const { rows } of readCsv(file, carrier.columns, carrier)) {
    previewed.push(...rows.slice(0, ROWS - previewed.length).map(preview));
    if (previewed.length === ROWS) break;
  }
  return previewed;
}

/** Without the caller's number: only whether there is one. */
function shown({ callerNumber, ...call }: Call): PreviewedCall {
  const { dialledAt, queuedAt, answeredAt, endedAt } = call;
  return {
    ...call,
    dialledAt: instant(dialledAt),
    queuedAt: queuedAt === null ? null : instant(queuedAt),
    answeredAt: answeredAt === null ? null : instant(answeredAt),
    endedAt: endedAt === null ? null : instant(endedAt),
    callerKnown: callerNumber !== null,
  };
}

function instant(at: number): string {
  return formatTokyo(new Date(at));
}
