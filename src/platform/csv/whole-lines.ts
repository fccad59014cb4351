import { refuseFile } from './csv-refusal';

const LINE_FEED = 0x0a;
/** About seven hundred calls: small enough that other requests are answered between two blocks. */
const BLOCK_BYTES = 64 * 1024;
/** A record sheet with several narratives of 200,000 characters. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * Cuts a byte stream after line feeds. Neither UTF-8 nor CP932 uses 0x0A inside a character, so no block ends in the
 * middle of one, whatever the encoding turns out to be.
 */
export async function* wholeLines(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (let end = blockEnd(bytes); end > 0; end = blockEnd(bytes)) {
      yield bytes.subarray(0, end);
      bytes = bytes.subarray(end);
    }
    if (bytes.length > LONGEST_LINE)
      throw refuseFile('csv_line_too_long', '改行のない長すぎる行があります。');
    rest = bytes;
  }
  if (rest.length > 0) yield rest;
}

/** Where the next block ends: the last line feed within a block's size, else the first one after it. */
function blockEnd(bytes: Buffer): number {
  const within = bytes.subarray(0, BLOCK_BYTES).lastIndexOf(LINE_FEED) + 1;
  return within > 0 ? within : bytes.indexOf(LINE_FEED, BLOCK_BYTES) + 1;
}
