import type { Publication } from './publication';

/** F8. The one programme of the list that printed both counts. */
export const KANAGAWA_LINE = {
  publication: {
    fixture: 'F8',
    publisher: '神奈川県 こころの電話',
    covers: '2021年度',
    addresses: ['https://nordot.app/963169214573887488'],
  },
  startsAt: '2021-04-01T00:00:00+09:00',
  endsAt: '2022-04-01T00:00:00+09:00',
  attempts: 497_875,
  answered: 7_966,
  /** Called 接続率 there. */
  printed: '1.6',
} as const satisfies { publication: Publication } & Record<string, unknown>;

/** A published rate that no rows can stand for, because one of its exact parts was not published. */
export interface UnexpandableRate {
  readonly publisher: string;
  readonly name: string;
  readonly published: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** F8, the rest of the list. */
export const UNEXPANDABLE_RATES: readonly UnexpandableRate[] = [
  {
    publisher: 'こころの健康相談統一ダイヤル',
    name: '接続完了率',
    published: '総呼数 820,000超',
    numerator: null,
    denominator: null,
  },
  {
    publisher: '#いのちSOS',
    name: '対応できた割合',
    published: '20%台前半～30%台半ば',
    numerator: null,
    denominator: null,
  },
  { publisher: 'いのちの電話', name: '受信率', published: '4.0 %', numerator: null, denominator: null },
  {
    publisher: '#9999',
    name: '応答率',
    published: '呼出件数に対する率、定義の公表なし',
    numerator: null,
    denominator: null,
  },
];

interface MenuShare {
  readonly fieldCode: string;
  readonly digit: string;
  readonly label: string;
  readonly printed: string;
}

interface YorisoiYear {
  readonly publication: Publication;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly accesses: number;
  readonly connected: number;
  /** Derived from the two counts by a third party, not by the publisher. */
  readonly connectedOfAccesses: string;
  readonly menu: readonly MenuShare[];
}

/** F9. A line with a voice menu: shares of the menu, no counts per digit. */
export const YORISOI_2012: YorisoiYear = {
  publication: {
    fixture: 'F9',
    publisher: 'よりそいホットライン（社会的包摂サポートセンター）',
    covers: '2012年度',
    addresses: ['https://www.iji-net.jp/view/article/28068.html'],
  },
  startsAt: '2012-04-01T00:00:00+09:00',
  endsAt: '2013-04-01T00:00:00+09:00',
  accesses: 10_878_227,
  connected: 384_754,
  connectedOfAccesses: '3.54',
  menu: [
    { fieldCode: 'other', digit: '1', label: '一般', printed: '79.8' },
    { fieldCode: 'women', digit: '3', label: 'DV・性暴力', printed: '5.2' },
    { fieldCode: 'gender', digit: '4', label: 'セクシュアルマイノリティ', printed: '3.6' },
    { fieldCode: 'suicide', digit: '5', label: '自殺防止', printed: '11.0' },
    { fieldCode: 'foreign', digit: '2', label: '外国語', printed: '0.4' },
  ],
};

/** F9, later years. */
export const YORISOI_LATER: readonly UnexpandableRate[] = [
  {
    publisher: 'よりそいホットライン',
    name: '2013年度 接続',
    published: '約37万／約1,400万',
    numerator: null,
    denominator: null,
  },
  {
    publisher: 'よりそいホットライン',
    name: '2014年度 接続',
    published: '289,535',
    numerator: 289_535,
    denominator: null,
  },
];
