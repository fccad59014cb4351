import { matchAt } from './characters';
import type { Candidate } from './finding';

const AT = / ?(?:@|[([] ?(?:at|アット|あっと) ?[)\]]| at |(?:アット|あっと)(?:マーク|まーく)?) ?/gi;
const LABEL = '(?:[a-z0-9-]{1,63}|コム|ジェーピー|シーオー|エヌイー|ジーメール|ヤフー|ドコモ|アイクラウド)';
const DOT = '(?:\\.| ?(?:ドット|どっと|[([] ?dot ?[)\\]]) ?| dot )';
const DOMAIN = new RegExp(`${LABEL}(?:${DOT}${LABEL}){0,5}`, 'iy');
const HAS_DOT = new RegExp(DOT, 'i');
const ENDS_IN_DIGITS = /(?:^|[^a-z0-9-])[\d-]+$/i;
/** Heard without their ending, these still say whose address it is. */
const PROVIDER =
  /^(?:gmail|yahoo|docomo|ezweb|au|softbank|icloud|hotmail|outlook|ジーメール|ヤフー|ドコモ|アイクラウド)$/i;
const LONGEST_LOCAL_PART = 64;

/** E-mail addresses, also spelled out (アットマーク, ドット) or heard only in part. */
export function findEmails(folded: string): Candidate[] {
  const found: Candidate[] = [];
  for (const at of folded.matchAll(AT)) {
    const from = startOfLocalPart(folded, at.index);
    const domain = matchAt(DOMAIN, folded, at.index + at[0].length)?.[0];
    if (from === at.index || domain === undefined) continue;
    const spelledInWords = / at /i.test(at[0]);
    const complete = HAS_DOT.test(domain) && !ENDS_IN_DIGITS.test(domain);
    if (!complete && (spelledInWords || !PROVIDER.test(domain))) continue;
    const until = at.index + at[0].length + domain.length;
    found.push({ kind: 'email', from, until, reason: 'メールアドレスと読める文字です。', certainty: 90 });
  }
  return found;
}

function startOfLocalPart(folded: string, until: number): number {
  let from = until;
  while (from > 0 && until - from < LONGEST_LOCAL_PART) {
    if (/[A-Za-z0-9._%+-]/.test(folded.charAt(from - 1))) from -= 1;
    else if (from < until && /^(?:ドット|どっと)$/.test(folded.slice(Math.max(0, from - 3), from))) from -= 3;
    else break;
  }
  return from;
}
