import { inflateSync } from 'node:zlib';

/** The characters a reader can copy out: what the embedded fonts' ToUnicode maps name. */
export function pdfCharacters(pdf: Buffer): Set<string> {
  const found = new Set<string>();
  for (const map of streams(pdf).filter((text) => text.includes('beginbfrange'))) {
    for (const [, list = ''] of map.matchAll(/\[([^\]]*)\]/g)) {
      for (const [, hex = ''] of list.matchAll(/<([0-9a-fA-F ]+)>/g)) {
        found.add(Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
      }
    }
  }
  return found;
}

function streams(pdf: Buffer): string[] {
  const texts: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.subarray(at - 3, at).toString() === 'end') continue;
    try {
      texts.push(inflateSync(pdf.subarray(at + 7)).toString('latin1'));
    } catch {
      continue;
    }
  }
  return texts;
}
