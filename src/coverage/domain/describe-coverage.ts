import { formatTokyo } from '../../shared/tokyo-time';
import type { SlotCoverage } from './predict-coverage';
import type { CoverageSum, SeatBalance } from './sum-coverage';

/** Field code → label of the voice menu. */
export type FieldLabels = ReadonlyMap<string, string>;

const count = (value: number): string => Math.round(value).toLocaleString('ja-JP');
const decimal = (value: number): string => value.toLocaleString('ja-JP', { maximumFractionDigits: 1 });
const percent = (share: number): string => `${decimal(share * 100)}%`;

/** `12/31 23:00` in Asia/Tokyo. */
function clock(at: Date): string {
  const text = formatTokyo(at);
  return `${Number(text.slice(5, 7))}/${Number(text.slice(8, 10))} ${text.slice(11, 16)}`;
}

function fieldName(fieldCode: string | null, labels: FieldLabels): string {
  return fieldCode === null ? '分野を限らない相談' : (labels.get(fieldCode) ?? fieldCode);
}

/** What a coverage table says, for those who read sentences first. */
export function describeCoverage(
  rows: readonly SlotCoverage[],
  total: CoverageSum,
  balance: SeatBalance,
  labels: FieldLabels,
): string[] {
  if (total.answerRate === null) return ['この期間に見込まれる相談はありません。'];
  const sentences = [
    `見込む相談${count(total.calls)}件のうち${count(total.answered)}件（${percent(total.answerRate)}）に応答できる見込みです。`,
  ];
  if (total.occupancy !== null) {
    sentences.push(`席が対応中の時間の割合（稼働率）は平均${percent(total.occupancy)}です。`);
  }
  sentences.push(describeBalance(balance, total));
  const worst = mostLost(rows);
  if (worst && worst.calls - worst.answered >= 1) {
    const lost = decimal(worst.calls - worst.answered);
    sentences.push(
      `取りこぼしが最も多いのは${clock(worst.startsAt)}からの30分の「${fieldName(worst.fieldCode, labels)}」で、約${lost}件です。`,
    );
  }
  return sentences;
}

function describeBalance(balance: SeatBalance, { slotsShort, slotsOver }: CoverageSum): string {
  if (balance.meetsNeedEverywhere) return 'すべての30分枠で、席は必要な数とちょうど同じです。';
  const hours = decimal(Math.abs(balance.difference));
  const whole =
    balance.difference < 0 ? `合計で${hours}席・時間足りません` : `合計では${hours}席・時間の余裕があります`;
  const closed =
    balance.seatHoursClosed > 0
      ? `受付時間外に置かれた席が${decimal(balance.seatHoursClosed)}席・時間あります。`
      : '';
  return `${whole}（不足${count(slotsShort)}枠、余り${count(slotsOver)}枠）。${closed}`;
}

function mostLost(rows: readonly SlotCoverage[]): SlotCoverage | null {
  return rows.reduce<SlotCoverage | null>(
    (worst, row) => (!worst || row.calls - row.answered > worst.calls - worst.answered ? row : worst),
    null,
  );
}

export interface WhatIfFigures {
  readonly before: CoverageSum;
  readonly after: CoverageSum;
  readonly hours: number;
  readonly yen: bigint | null;
  readonly capPrice: { readonly occupancyCap: number; readonly callsNow: number } | null;
  readonly best: {
    readonly fieldCode: string | null;
    readonly startsAt: Date;
    readonly perHour: number;
  } | null;
}

/** What more seats would bring, and what a cap on occupancy costs. */
export function describeWhatIf(figures: WhatIfFigures, labels: FieldLabels): string[] {
  const { before, after, hours, yen, capPrice, best } = figures;
  const more = after.answered - before.answered;
  const sentences: string[] = [];
  if (hours > 0) {
    const price = yen === null ? '' : `（${yen.toLocaleString('ja-JP')}円）`;
    sentences.push(
      `${decimal(hours)}席・時間${price}を足すと、応答は約${decimal(more)}件増え、応答率は${rate(before)}から${rate(after)}になります。`,
      `1席・時間あたり約${decimal(more / hours)}件です。`,
    );
  } else {
    sentences.push('この条件で席を足しても、応答はほとんど増えません。');
  }
  if (best) {
    sentences.push(
      `次の1席がいちばん役立つのは${clock(best.startsAt)}からの「${fieldName(best.fieldCode, labels)}」で、1時間に約${decimal(best.perHour)}件多く応答できます。`,
    );
  }
  if (capPrice) {
    sentences.push(
      `稼働率の上限${percent(capPrice.occupancyCap)}を守ると、今の席では応答が約${decimal(capPrice.callsNow)}件少なくなります。相談員が続けて対応しないための余裕です。`,
    );
  }
  return sentences;
}

function rate({ answerRate }: CoverageSum): string {
  return answerRate === null ? '—' : percent(answerRate);
}
