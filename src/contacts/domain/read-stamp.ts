import { HOUR_MS, MINUTE_MS, parseTokyo } from '../../shared/tokyo-time';

const ZERO = 48;
const COLON = 58;
const COMMON_LENGTH = '2024-12-31 26:00:00'.length;
const DAY_LENGTH = '2024-12-31'.length;

/**
 * Reads the stamps of one file: `parseTokyo`, in milliseconds since 1970 and without allocating anything for the spelling
 * that carriers use, `YYYY-MM-DD HH:MM:SS`. Calls come in time order, so one day is remembered. NaN: not an instant.
 */
export function stampReader(): (text: string) => number {
  let day = '';
  let midnight = Number.NaN;
  return (text) => {
    if (text.length !== COMMON_LENGTH) return slowly(text);
    if (day === '' || !text.startsWith(day)) {
      day = text.slice(0, DAY_LENGTH);
      midnight = slowly(`${day} 00:00`);
    }
    const clock = clockOf(text);
    return Number.isNaN(clock) ? slowly(text) : midnight + clock;
  };
}

function slowly(text: string): number {
  return parseTokyo(text)?.getTime() ?? Number.NaN;
}

/** `HH:MM:SS` after the day, in milliseconds; NaN for any other spelling. */
function clockOf(text: string): number {
  const separator = text.charAt(DAY_LENGTH);
  if (separator !== ' ' && separator !== 'T') return Number.NaN;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON) return Number.NaN;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  return hour <= 47 && minute <= 59 && second <= 59
    ? hour * HOUR_MS + minute * MINUTE_MS + second * 1000
    : Number.NaN;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
