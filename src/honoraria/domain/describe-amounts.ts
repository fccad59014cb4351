import type { Interval } from '../../shared/interval';
import { formatTokyo } from '../../shared/tokyo-time';
import type { BasisPoints, Yen } from '../../shared/yen';

export function yenText(yen: Yen): string {
  return `${yen.toLocaleString('ja-JP')}円`;
}

/** `2026-11-18 10:00–14:00`, with the second date when it is another day. */
export function spanText(span: Interval): string {
  const from = stamp(span.from);
  const until = stamp(span.until);
  const sameDay = from.slice(0, 10) === until.slice(0, 10);
  return `${from}–${sameDay ? until.slice(11) : until}`;
}

/** 1021 → `10.21%`. */
export function percentText(bp: BasisPoints): string {
  const fraction = String(bp % 100n).padStart(2, '0');
  return fraction === '00' ? `${bp / 100n}%` : `${bp / 100n}.${fraction}%`.replace(/0%$/, '%');
}

function stamp(at: Date): string {
  return formatTokyo(at).slice(0, 16).replace('T', ' ');
}
