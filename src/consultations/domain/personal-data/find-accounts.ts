import { matchAt } from './characters';
import type { Candidate } from './finding';

const SERVICE =
  /(?<![ァ-ヴーA-Za-z])(?:LINE|ライン)|インスタ(?:グラム)?|Instagram|Twitter|ツイッター|TikTok|ティックトック|Discord|ディスコード|カカオ(?:トーク)?|Skype|スカイプ|Facebook|フェイスブック|Threads|スレッズ|mixi|Telegram|テレグラム|Signal|シグナル|WhatsApp/gi;
const ACCOUNT_WORD = 'アカウント名?|アカ|垢|ユーザー(?:名|ID)|ハンドル(?:ネーム)?|登録名|(?<![A-Za-z])ID';
const NAMED = '(?:は|が|を|:|=|、|「|『| )';
const AFTER_SERVICE = new RegExp(
  `\\)?の? ?(${ACCOUNT_WORD})?${NAMED}{0,3}([A-Za-z0-9][A-Za-z0-9._-]{3,29})`,
  'y',
);
const DISPLAY_NAME = /(?:の)?(?:表示|アカウント|ユーザー|登録)?名(?:は|が|:)?[「『]([^」』\n]{1,20})[」』]/y;
const ANY_ACCOUNT = new RegExp(`(?:${ACCOUNT_WORD})${NAMED}{1,3}([A-Za-z0-9][A-Za-z0-9._-]{3,29})`, 'g');
const OWN_NUMBER_BEFORE = /(?:記録|受付|票|呼|通話|管理|案件|動画|会議|部屋)の?$/;
const HANDLE = /@[A-Za-z0-9_][A-Za-z0-9_.]{2,29}/g;
const NOT_A_HANDLE = /^@(?:home|work|office|school|\d+$)/i;
const PROFILE =
  /(?<![A-Za-z0-9.])(?:https?:\/\/)?(?:www\.|m\.|mobile\.)?(?:instagram\.com|twitter\.com|x\.com|tiktok\.com|facebook\.com|line\.me|lin\.ee|threads\.net|discord\.gg|ameblo\.jp|note\.com)\/[A-Za-z0-9_.@~/?=&%-]{2,100}/gi;

/** Names that somebody goes by on a service: handles, ids, addresses of profiles. */
export function findAccounts(folded: string): Candidate[] {
  return [...profiles(folded), ...handles(folded), ...idsOfServices(folded), ...otherIds(folded)];
}

function account(from: number, length: number, certainty: number): Candidate {
  return {
    kind: 'other_id',
    from,
    until: from + length,
    reason: 'SNSなどのアカウントと読める文字です。',
    certainty,
  };
}

function profiles(folded: string): Candidate[] {
  return [...folded.matchAll(PROFILE)].map((match) => account(match.index, match[0].length, 92));
}

function handles(folded: string): Candidate[] {
  return [...folded.matchAll(HANDLE)]
    .filter(
      (match) => !/[A-Za-z0-9._%+-]/.test(folded.charAt(match.index - 1)) && !NOT_A_HANDLE.test(match[0]),
    )
    .map((match) => account(match.index, match[0].replace(/\.+$/, '').length, 85));
}

function idsOfServices(folded: string): Candidate[] {
  return [...folded.matchAll(SERVICE)].flatMap((service) => {
    const end = service.index + service[0].length;
    const shown = matchAt(DISPLAY_NAME, folded, end);
    if (shown) return [account(end + shown[0].indexOf(shown[1] ?? ''), (shown[1] ?? '').length, 85)];
    const [whole, word, id = ''] = matchAt(AFTER_SERVICE, folded, end) ?? [];
    if (whole === undefined || (word === undefined && !/[A-Za-z].*[\d_.]|[\d_.].*[A-Za-z]/.test(id)))
      return [];
    return [account(end + whole.length - id.length, id.length, 85)];
  });
}

function otherIds(folded: string): Candidate[] {
  return [...folded.matchAll(ANY_ACCOUNT)].flatMap((match) => {
    const [whole, id = ''] = match;
    const before = folded.slice(Math.max(0, match.index - 4), match.index);
    if (!/[A-Za-z]/.test(id) || OWN_NUMBER_BEFORE.test(before)) return [];
    return [account(match.index + whole.length - id.length, id.length, 70)];
  });
}
