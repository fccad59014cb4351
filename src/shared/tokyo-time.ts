/**
 * Asia/Tokyo wall-clock arithmetic. Japan Standard Time is UTC+09:00 all year; summer time ended in 1952
 * (昭和27年法律第84号), so a fixed offset is exact for every instant this system can hold.
 */
const OFFSET_MS = 9 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Calendar day in Asia/Tokyo, `YYYY-MM-DD`. */
export type TokyoDay = string;

export function tokyoDay(at: Date): TokyoDay {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** Hour of the day in Asia/Tokyo, 0–23. */
export function tokyoHour(at: Date): number {
  return new Date(at.getTime() + OFFSET_MS).getUTCHours();
}

/** Minutes since midnight in Asia/Tokyo, 0–1439. */
export function tokyoMinuteOfDay(at: Date): number {
  const local = new Date(at.getTime() + OFFSET_MS);
  return local.getUTCHours() * 60 + local.getUTCMinutes();
}

/** Instant of midnight that opens the given day in Asia/Tokyo. */
export function startOfTokyoDay(day: TokyoDay): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS);
}

export function nextTokyoDay(day: TokyoDay): TokyoDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** RFC 3339 with the +09:00 offset, milliseconds only when present. */
export function formatTokyo(at: Date): string {
  const local = new Date(at.getTime() + OFFSET_MS).toISOString();
  const text = local.endsWith('.000Z') ? local.slice(0, 19) : local.slice(0, 23);
  return `${text}+09:00`;
}

/** As a reader of a print expects it: 2026年11月27日 9:05. */
export function spellTokyo(at: Date): string {
  const [date = '', clock = ''] = formatTokyo(at).split('T');
  const [year, month, day] = date.split('-').map(Number);
  const [hour, minute] = clock.split(':');
  return `${year}年${month}月${day}日 ${Number(hour)}:${minute}`;
}

/** Beyond these a year is a typing error, and PostgreSQL or JavaScript would read it differently. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const LOCAL_STAMP =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T ](\d{1,3}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads `2024-12-31 26:00[:00]` (clock hours up to 47 as Japanese rosters and carriers print them, domain rule 8)
 * or RFC 3339. Without an offset the wall clock is Asia/Tokyo. Returns null for anything that is not a real instant of the
 * years 1900–2199.
 */
export function parseTokyo(text: string): Date | null {
  const found = LOCAL_STAMP.exec(text.trim());
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = found;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return null;
  if (
    new Date(midnight).getUTCDate() !== Number(day) ||
    new Date(midnight).getUTCMonth() !== Number(month) - 1
  ) {
    return null;
  }
  const hours = Number(hour);
  if (hours > (offset ? 23 : 47) || Number(minute) > 59 || Number(second) > 59) return null;
  const shift = offset === undefined ? OFFSET_MS : offset === 'Z' ? 0 : offsetMs(offset);
  const clock = hours * HOUR_MS + Number(minute) * MINUTE_MS + Number(second) * 1000;
  return new Date(midnight + clock + Math.round(Number(`0${fraction}`) * 1000) - shift);
}

function offsetMs(offset: string): number {
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * HOUR_MS + Number(offset.slice(4, 6)) * MINUTE_MS);
}
