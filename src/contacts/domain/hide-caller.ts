import { parseTokyo } from '../../shared/tokyo-time';

/** Stands in a kept row where a caller's number was, or may have been. */
export const HIDDEN = '＊＊＊';

/** Nine digits, whatever stands between them: no telephone number of Japan or abroad is shorter. */
const LIKE_A_NUMBER = /\p{Nd}(?:(?:[^\p{L}\p{Nd}]|[ーの])*\p{Nd}){8}/u;
/** A number that a comma cut, or that has a column for each of its parts, leaves cells of digits alone. */
const LIKE_A_PART = /^(?=.*\p{Nd}.*\p{Nd})[\p{Nd}\p{Pd}\s()+.ー]+$/su;
const DATE = /^(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}$/;

const TIME_COLUMN = /^(?:dialled|queued|answered|ended)At(?:\.time)?$/;
/** However a carrier writes it: day, clock or both. A year in front or colons inside tell it from a telephone number. */
const INSTANT =
  /^(?:(?:19|20)\d{2}\D?\d{1,2}\D?\d{1,2}(?:\D{0,2}\d{1,3}\D?\d{2}(?:\D?\d{2}(?:\.\d{1,6})?)?)?|\d{1,3}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\D?\s*(?:Z|[+-]\d{2}:?\d{2})?$/;

/** Where a cell of a carrier's file stands. */
interface CellPlace {
  readonly column: string | null;
  readonly aligned: boolean;
}

/**
 * A cell of a rejected row as it may be kept after the file is gone: without the caller's number. That is the caller's column,
 * and whatever may hold a telephone number, since numbers slip into any column. Only the call's own number and instants are
 * kept with all their digits, where they stand in their columns.
 */
export function hideCaller(cell: string, { column, aligned }: CellPlace): string {
  if (cell.trim() === '') return cell;
  if (column === 'callerNumber') return HIDDEN;
  const known = aligned ? column : null;
  if (known === 'carrierNo') return cell;
  const text = cell.normalize('NFKC').trim();
  if (parseTokyo(text) !== null) return cell;
  if (known !== null && TIME_COLUMN.test(known) && INSTANT.test(text)) return cell;
  if (LIKE_A_NUMBER.test(text)) return HIDDEN;
  return known === null && LIKE_A_PART.test(text) && !DATE.test(text) ? HIDDEN : cell;
}
