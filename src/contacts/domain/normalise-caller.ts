const SEPARATORS = /[\s\-‐‑–—―−ー().]/gu;
const NUMBER = /^\+?\d{4,15}$/;

/**
 * One spelling per telephone number, so that one number has one hash: ＋８１−９０… and 090-… are the same. Null for
 * 非通知, 公衆電話 and whatever else stands in place of a number: such callers cannot be told apart (domain rule 19).
 */
export function normaliseCaller(text: string): string | null {
  const number = text.normalize('NFKC').replace(SEPARATORS, '');
  if (!NUMBER.test(number)) return null;
  if (!number.startsWith('+81')) return number;
  const national = number.slice(3);
  return national.startsWith('0') ? national : `0${national}`;
}
