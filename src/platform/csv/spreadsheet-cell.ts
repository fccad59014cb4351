const LEADING_UNSEEN = /^[\p{Cc}\p{Cf}\p{Z}]+/u;
const FORMULA_SIGNS = '=+-@';
const MARK = "'";

/** Titles of columns that we add for the reader begin with this; a file that has one was written by us. */
export const REFERENCE_TITLE = '参考：';

/**
 * A cell that a spreadsheet program could run as a formula gets an apostrophe in front, full-width signs and signs behind
 * invisible characters too (OWASP, CSV Injection). So does one that begins with an apostrophe: taking one away from each cell
 * that begins with it gives back every text as it was.
 */
export function protectCell(text: string): string {
  return isRisky(text) ? `${MARK}${text}` : text;
}

export function unprotectCell(text: string): string {
  return text.startsWith(MARK) ? text.slice(MARK.length) : text;
}

function isRisky(text: string): boolean {
  if (text === '') return false;
  if (text.startsWith(MARK) || /^\p{Cc}/u.test(text)) return true;
  const [first = ''] = text.replace(LEADING_UNSEEN, '');
  return FORMULA_SIGNS.includes(first.normalize('NFKC')) && first !== '';
}
