import type { Finding, FindingKind } from './finding';

const MASKS: Readonly<Record<FindingKind, string>> = {
  phone: '〔電話番号〕',
  email: '〔メールアドレス〕',
  address: '〔住所〕',
  postal_code: '〔郵便番号〕',
  name: '〔氏名〕',
  other_id: '〔個人を特定する情報〕',
};

/**
 * Puts a mask in place of each chosen finding; every other code point stays as it was typed. A finding that no longer fits
 * the text, because somebody went on typing, masks nothing: it would hit the wrong words.
 */
export function maskPersonalData(text: string, findings: readonly Finding[]): string {
  let masked = '';
  let read = 0;
  for (const finding of findings.toSorted((one, other) => one.from - other.from)) {
    if (
      finding.from < read ||
      finding.text === '' ||
      text.slice(finding.from, finding.until) !== finding.text
    )
      continue;
    masked += text.slice(read, finding.from) + MASKS[finding.kind];
    read = finding.until;
  }
  return masked + text.slice(read);
}
