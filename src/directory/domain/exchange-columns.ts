import { writeExceptions, writeList, writePhones, writeSchedules } from './exchange-cells';
import { type Accompaniment, BODY_KINDS, type DirectoryService } from './service-content';
import { type Staleness, staleness } from './staleness';

export const ACCOMPANIMENT_WORDS: Readonly<Record<Accompaniment, string>> = {
  yes: '可',
  no: '不可',
  unknown: '不明',
};
export const NIGHT_WORDS = { yes: 'あり', no: 'なし' } as const;

const CAPACITY_WORDS = { open: '可', limited: '残りわずか', full: '不可', unknown: '不明' } as const;
const STALENESS_WORDS: Readonly<Record<Staleness, string>> = {
  fresh: '確認済み',
  due: 'まもなく期限',
  stale: '期限切れ',
  never: '未確認',
};

export type ExchangeKey =
  | 'code'
  | 'bodyName'
  | 'bodyKind'
  | 'name'
  | 'kana'
  | 'description'
  | 'worries'
  | 'fields'
  | 'minAge'
  | 'maxAge'
  | 'languages'
  | 'accompaniment'
  | 'nightContact'
  | 'eligibility'
  | 'fee'
  | 'url'
  | 'email'
  | 'source'
  | 'validFrom'
  | 'validUntil'
  | 'reverifyEveryDays'
  | 'areas'
  | 'schedules'
  | 'exceptions'
  | 'phones';

interface ExchangeColumn {
  readonly key: ExchangeKey;
  readonly names: readonly [string];
  readonly required: boolean;
  readonly write: (service: DirectoryService) => string;
}

const column = (
  key: ExchangeKey,
  title: string,
  write: ExchangeColumn['write'],
  required = false,
): ExchangeColumn => ({ key, names: [title], required, write });

/** Columns of the file, both ways. Addresses are not among them: a file of addresses is where a secret one would leak. */
export const EXCHANGE_COLUMNS: readonly ExchangeColumn[] = [
  column('code', '管理番号', ({ code, id }) => code ?? id, true),
  column('bodyName', '団体名', ({ bodyName }) => bodyName, true),
  column('bodyKind', '団体種別', ({ bodyKind }) => BODY_KINDS[bodyKind], true),
  column('name', '窓口名', ({ name }) => name, true),
  column('kana', '窓口名かな', ({ kana }) => kana ?? ''),
  column('description', '説明', ({ description }) => description ?? ''),
  column('worries', '悩みの分類', ({ worries }) => writeList(worries), true),
  column('fields', '分野', ({ fields }) => writeList(fields)),
  column('minAge', '年齢下限', ({ minAge }) => minAge?.toString() ?? ''),
  column('maxAge', '年齢上限', ({ maxAge }) => maxAge?.toString() ?? ''),
  column('languages', '言語', ({ languages }) => writeList(languages)),
  column('accompaniment', '同行支援', ({ accompaniment }) => ACCOMPANIMENT_WORDS[accompaniment]),
  column('nightContact', '夜間連絡', ({ nightContact }) => NIGHT_WORDS[nightContact ? 'yes' : 'no']),
  column('eligibility', '対象者・条件', ({ eligibility }) => eligibility ?? ''),
  column('fee', '費用', ({ fee }) => fee ?? ''),
  column('url', 'ウェブサイト', ({ url }) => url ?? ''),
  column('email', 'メール', ({ email }) => email ?? ''),
  column('source', '出典', ({ source }) => source, true),
  column('validFrom', '掲載開始日', ({ validFrom }) => validFrom, true),
  column('validUntil', '掲載終了日（含まない）', ({ validUntil }) => validUntil ?? ''),
  column('reverifyEveryDays', '確認間隔（日）', ({ reverifyEveryDays }) => String(reverifyEveryDays)),
  column('areas', '対象地域', ({ areas }) => writeList(areas), true),
  column('schedules', '受付時間', ({ schedules }) => writeSchedules(schedules)),
  column('exceptions', '休業・特別な時間', ({ exceptions }) => writeExceptions(exceptions)),
  column('phones', '電話', ({ phones }) => writePhones(phones)),
];

export function exchangeTitles(): string[] {
  return [
    ...EXCHANGE_COLUMNS.map(({ names: [title] }) => title),
    '参考：最終確認日',
    '参考：確認の状態',
    '参考：受け入れ',
  ];
}

export function exchangeCells(service: DirectoryService, today: string): string[] {
  return [
    ...EXCHANGE_COLUMNS.map(({ write }) => write(service)),
    service.verifiedOn ?? '',
    STALENESS_WORDS[staleness(service, today)],
    CAPACITY_WORDS[service.capacity],
  ];
}

export function exchangeTitle(key: string): string {
  return EXCHANGE_COLUMNS.find((known) => known.key === key)?.names[0] ?? '';
}
