/** Codes of local governments (全国地方公共団体コード): five digits of JIS X 0401/0402 and a check digit. */
const MUNICIPALITY_WEIGHTS = [6, 5, 4, 3, 2];

/** The sixth digit: eleven less the weighted sum modulo eleven, of which only the last digit counts. */
export function municipalityCheckDigit(code: string): string {
  const sum = MUNICIPALITY_WEIGHTS.reduce((total, weight, at) => total + weight * digitAt(code, at), 0);
  return String((11 - (sum % 11)) % 10);
}

/** Five digits from a code of five or six; null when it is none or its check digit does not fit. */
export function readMunicipalityCode(text: string): string | null {
  const digits = text.normalize('NFKC').trim();
  if (/^\d{5}$/.test(digits)) return digits;
  if (!/^\d{6}$/.test(digits)) return null;
  const code = digits.slice(0, 5);
  return municipalityCheckDigit(code) === digits.slice(5) ? code : null;
}

/**
 * Corporate number (法人番号): a check digit before twelve others. Order of 財務省 of 2014 (平成26年財務省令第70号), article 2: nine
 * less the sum modulo nine of the digits, counted from the right, the even places taken twice.
 */
export function isCorporateNumber(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const base = text.slice(1);
  let sum = 0;
  for (let place = 1; place <= 12; place += 1) sum += digitAt(base, 12 - place) * (place % 2 === 0 ? 2 : 1);
  return 9 - (sum % 9) === digitAt(text, 0);
}

function digitAt(text: string, at: number): number {
  return Number(text.charAt(at));
}
