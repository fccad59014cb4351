const HIDDEN = '＊＊＊';
const SEPARATORS = /[\s\-‐‑–—―−ー().]/gu;
const LIKE_A_NUMBER = /^\+?\d{9,15}$/;

/** Where a cell of a carrier's file stands. */
interface CellPlace {
  readonly column: string | null;
  readonly aligned: boolean;
}

/**
 * A cell of a rejected row as it may be kept after the file is gone: without the caller's number. That is the caller's column,
 * and whatever looks like a telephone number where the columns are not known or the row is out of step with them.
 */
export function hideCaller(cell: string, { column, aligned }: CellPlace): string {
  if (cell.trim() === '') return cell;
  if (column === 'callerNumber') return HIDDEN;
  if (column !== null && aligned) return cell;
  return LIKE_A_NUMBER.test(cell.normalize('NFKC').replace(SEPARATORS, '')) ? HIDDEN : cell;
}
