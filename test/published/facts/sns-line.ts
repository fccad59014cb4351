import type { Cell, Publication } from './publication';

export interface SnsRun {
  readonly label: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly contacts: number;
  /** Contents counted in multiple; only the leading ones were published. */
  readonly contents: readonly Cell[];
}

const MENTAL = { code: 'mental', label: 'メンタル不調' };
const FAMILY = { code: 'family', label: '家族' };
const SCHOOL = { code: 'school', label: '学校' };
const SUICIDE = { code: 'suicide', label: '自殺念慮' };

const PUBLISHER = '厚生労働省 SNS相談事業';

/** F7. One month of 13 bodies, by channel. */
export const SNS_FIRST_MONTH = {
  publication: {
    fixture: 'F7 2018-03',
    publisher: PUBLISHER,
    covers: '2018年3月',
    addresses: ['https://jide.jp/news/1742', 'https://jmedj.co.jp/journal/paper/detail.php?id=10153'],
  },
  startsAt: '2018-03-01T00:00:00+09:00',
  endsAt: '2018-04-01T00:00:00+09:00',
  contacts: 10_129,
  channels: [
    { code: 'sns', label: 'LINE', count: 10_017 },
    { code: 'chat', label: 'チャット', count: 87 },
    { code: 'sns', label: 'Twitter', count: 25 },
  ],
  /** Shares only, and two different ones: of four large accounts (press release), and of all (white paper). */
  ageSplits: [
    { by: 'press release', to19: '39.2', twenties: '42.0' },
    { by: 'white paper', to19: '42.7', twenties: '39.4' },
  ],
} as const satisfies { publication: Publication; channels: readonly Cell[] } & Record<string, unknown>;

interface SnsYear {
  readonly publication: Publication;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly halves: readonly [SnsRun, SnsRun];
  readonly contacts: number;
  readonly channels: readonly Cell[];
  readonly contents: number;
  readonly contentsPerContact: string;
}

/** F7. Two half years that add up to the year, with more contents than contacts. */
export const SNS_YEAR: SnsYear = {
  publication: {
    fixture: 'F7 FY2018',
    publisher: PUBLISHER,
    covers: '2018年度',
    addresses: [
      'https://ehimes.johas.go.jp/wp/news/7927',
      'https://www.mhlw.go.jp/haishin/u/l?p=O8fbl2BHqUaEJK6pY',
      'https://yomi.tokyo/agate/asahi/newsplus/1560582242/a',
    ],
  },
  startsAt: '2018-04-01T00:00:00+09:00',
  endsAt: '2019-04-01T00:00:00+09:00',
  halves: [
    {
      label: '2018年度上期',
      startsAt: '2018-04-01T00:00:00+09:00',
      endsAt: '2018-10-01T00:00:00+09:00',
      contacts: 9_548,
      contents: [
        { ...MENTAL, count: 3_789 },
        { ...FAMILY, count: 1_404 },
        { ...SCHOOL, count: 1_323 },
      ],
    },
    {
      label: '2018年度下期',
      startsAt: '2018-10-01T00:00:00+09:00',
      endsAt: '2019-04-01T00:00:00+09:00',
      contacts: 13_177,
      contents: [{ ...MENTAL, count: 4_493 }],
    },
  ],
  contacts: 22_725,
  channels: [
    { code: 'sns', label: 'LINE', count: 19_412 },
    { code: 'chat', label: 'チャット', count: 3_108 },
    { code: 'other', label: 'その他', count: 205 },
  ],
  contents: 35_104,
  contentsPerContact: '1.54',
};

/** F7. The year of four bodies: three contents as counts, ages and lengths as shares only. */
export const SNS_2020 = {
  publication: {
    fixture: 'F7 FY2020',
    publisher: PUBLISHER,
    covers: '2020年度',
    addresses: ['https://www.nikkei.com/article/DGXZQOUE02BWT0S1A101C2000000/'],
  },
  startsAt: '2020-04-01T00:00:00+09:00',
  endsAt: '2021-04-01T00:00:00+09:00',
  contacts: 63_028,
  contents: [
    { ...MENTAL, count: 27_287 },
    { ...SUICIDE, count: 21_324 },
    { ...FAMILY, count: 14_997 },
  ],
  sharesOnly: [
    { label: '19歳以下', printed: '39.1' },
    { label: '20代', printed: '35.4' },
    { label: '30～60分', printed: '39.9' },
    { label: '60～90分', printed: '25.1' },
  ],
} as const satisfies { publication: Publication; contents: readonly Cell[] } & Record<string, unknown>;
