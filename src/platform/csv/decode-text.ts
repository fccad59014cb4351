import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { refuseFile } from './csv-refusal';

export type Encoding = 'utf8' | 'cp932';

/** Stands where no character could be read. A lone surrogate: decoding a well-formed text never yields one. */
const UNREADABLE = '\uDC80';
const REPLACEMENT = /\uFFFD/g;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** First bytes of what people upload instead of CSV: UTF-16 text, an Excel workbook, an old Excel workbook. */
const FOREIGN: readonly Buffer[] = [
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xfe, 0xff]),
  Buffer.from('PK\u0003\u0004', 'latin1'),
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
];

/** Turns blocks of whole lines into text. Unless told, the encoding is settled by the first block that holds more than ASCII. */
export class TextDecoding {
  private encoding: Encoding | null;
  private started = false;

  constructor(told?: Encoding) {
    this.encoding = told ?? null;
  }

  decode(lines: Buffer): string {
    const bytes = this.started ? lines : this.begin(lines);
    if (isAscii(bytes)) return bytes.toString('latin1');
    this.encoding ??= likelyEncoding(bytes);
    return this.encoding === 'utf8' ? decodeUtf8(bytes) : decodeCp932(bytes);
  }

  private begin(lines: Buffer): Buffer {
    this.started = true;
    if (FOREIGN.some((mark) => lines.subarray(0, mark.length).equals(mark))) {
      throw refuseFile(
        'csv_encoding',
        'CSV ファイルではありません。UTF-8 または Shift_JIS の CSV で保存してください。',
      );
    }
    if (!lines.subarray(0, UTF8_MARK.length).equals(UTF8_MARK)) return lines;
    this.encoding = 'utf8';
    return lines.subarray(UTF8_MARK.length);
  }
}

/** Valid UTF-8 is UTF-8: CP932 text hardly ever is. One broken line must not turn a whole UTF-8 file into CP932, so lines vote. */
function likelyEncoding(bytes: Buffer): Encoding {
  if (isUtf8(bytes)) return 'utf8';
  const votes = splitLines(bytes).map((line) => (isAscii(line) ? 0 : isUtf8(line) ? 1 : -1));
  return votes.reduce<number>((sum, vote) => sum + vote, 0) > 0 ? 'utf8' : 'cp932';
}

function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return splitLines(bytes)
    .map((line) =>
      isUtf8(line) ? line.toString('utf8') : line.toString('utf8').replace(REPLACEMENT, UNREADABLE),
    )
    .join('');
}

/** CP932 has no code for U+FFFD, so the decoder's replacement character always means unreadable bytes. */
function decodeCp932(bytes: Buffer): string {
  return iconv.decode(bytes, 'cp932').replace(REPLACEMENT, UNREADABLE);
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const feed = bytes.indexOf(0x0a, from);
    const until = feed === -1 ? bytes.length : feed + 1;
    lines.push(bytes.subarray(from, until));
    from = until;
  }
  return lines;
}
