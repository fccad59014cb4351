import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { refuseFile } from '../csv/csv-refusal';

/** Texts of one sheet, as they stand in the rows, each as long as the longest; what is empty is ''. */
export interface UnpackedSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const ENTRY = join(__dirname, 'workbook-process.cjs');
const MIB = 1024 * 1024;
/** A list of some ten thousand rows; more is a matter for CSV, which is read in pieces. */
const FILE_BYTES = 10 * MIB;
const LIMITS = { unpackedBytes: 20 * MIB, rows: 20_000, columns: 1_000 };
const LONGEST_MS = 60_000;

type Answer =
  | { readonly sheets: UnpackedSheet[]; readonly refusal?: never }
  | { readonly refusal: keyof typeof REFUSALS; readonly sheets?: never };

/**
 * Unpacks an uploaded workbook whole, unless it is none or too large. It is unpacked in a process of its own: what a hostile one
 * makes of the memory ends there (of a thread that runs out of it, the whole server may die), and others are answered meanwhile.
 */
export async function unpackWorkbook(
  source: AsyncIterable<Buffer>,
  { firstOnly = false, memoryMegabytes = 512 } = {},
): Promise<UnpackedSheet[]> {
  const bytes = await gather(source);
  const child = fork(ENTRY, {
    execArgv: [`--max-old-space-size=${memoryMegabytes}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const tooLong = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  try {
    child.send({ bytes, firstOnly, limits: LIMITS });
    return await answerOf(child);
  } finally {
    clearTimeout(tooLong);
    child.kill('SIGKILL');
  }
}

function answerOf(child: ChildProcess): Promise<UnpackedSheet[]> {
  return new Promise((resolve, reject) => {
    child.once('message', ({ sheets, refusal }: Answer) => {
      if (sheets) resolve(sheets);
      else reject(refused(refusal));
    });
    child.once('error', reject);
    // Without an answer: it took too much memory or too long.
    child.once('exit', () => reject(refused('workbook_too_large')));
  });
}

async function gather(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > FILE_BYTES) throw refused('workbook_too_large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const REFUSALS = {
  workbook_unreadable: 'Excel ブックとして読めません。.xlsx 形式で保存してください。',
  workbook_too_large: 'Excel ブックが大きすぎます。行や列を減らして保存してください。',
};

function refused(code: keyof typeof REFUSALS): Error {
  return refuseFile(code, REFUSALS[code]);
}
