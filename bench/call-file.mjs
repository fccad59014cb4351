import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const FIRST = Date.UTC(2024, 11, 25, 1);
const SPAN_MS = 10 * 24 * 60 * 60 * 1000;
const TITLES = '呼番号,発信日時,選択番号,待ち開始日時,応答日時,終了日時,発信端末,発信者番号';
const ORIGINS = ['固定電話', '公衆電話', '携帯電話', 'IP電話', '不明'];

/** Calls over the ten days of a period in order of time: of ten, three are answered, four wait in vain, three end in the menu. */
export async function writeCallFile(path, rows) {
  const file = createWriteStream(path);
  file.write(`${TITLES}\r\n`);
  for (let from = 0; from < rows; from += 10_000) {
    let lines = '';
    for (let i = from; i < Math.min(from + 10_000, rows); i += 1) lines += line(i, rows);
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

function line(i, rows) {
  const at = FIRST + Math.floor((i / rows) * SPAN_MS);
  const kind = i % 10;
  const queued = kind < 7 ? stamp(at + 20_000) : '';
  const answered = kind < 3 ? stamp(at + 50_000) : '';
  const ended = stamp(at + (kind < 3 ? 1_850_000 : 90_000));
  const digit = kind < 7 ? String(1 + (i % 9)) : '';
  const caller = i % 8 === 0 ? '非通知' : `090${String((i * 7_919) % 100_000_000).padStart(8, '0')}`;
  return `C${i},${stamp(at)},${digit},${queued},${answered},${ended},${ORIGINS[i % 5]},${caller}\r\n`;
}

function stamp(at) {
  return new Date(at + 9 * 60 * 60 * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
