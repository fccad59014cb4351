/** One run of the trial as the public documents give it. */
export interface RealPeriod {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly until: string;
  readonly note: string;
  /** Menu items in the announced order; the digit where a document names it. */
  readonly menu?: readonly { readonly field: string; readonly label: string; readonly digit?: string }[];
  readonly windows?: readonly RealWindow[];
}

interface RealWindow {
  readonly channel: string;
  readonly field?: string;
  readonly from?: string;
  readonly until?: string;
  readonly daily?: readonly [from: string, until: string];
}

const HOUR_UNKNOWN = '開始・終了の時刻は公表資料で確認できず、10:00 と仮定しています。';

/** Sources: 試行の概要（内閣官房）, 各府省・自治体の周知文書, 大臣会見; menu digits of the first run from press reports. */
export const REAL_PERIODS: readonly RealPeriod[] = [
  {
    key: '2022-07',
    label: '第1期（2022年7月）',
    from: '2022-07-07T10:00:00+09:00',
    until: '2022-07-14T10:00:00+09:00',
    note: '番号は 3 と 9 のみ公表資料で確認。ほかは未確認のため空欄。',
    menu: [
      { field: 'poverty', label: '生活に困窮されている方' },
      { field: 'foreign', label: '外国語での相談' },
      { field: 'suicide', label: '死にたいほどつらい方', digit: '3' },
      { field: 'women', label: 'DV・性暴力など女性の悩み' },
      { field: 'gender', label: '性別の違和・同性愛' },
      { field: 'single_mother', label: 'シングルマザーの方' },
      { field: 'under18', label: '18歳以下の方' },
      { field: 'loneliness', label: '孤独・孤立でお悩みの方', digit: '9' },
    ],
    windows: [{ channel: 'phone' }],
  },
  {
    key: '2022-08',
    label: '第2期（2022年8〜9月）',
    from: '2022-08-30T10:00:00+09:00',
    until: '2022-09-06T10:00:00+09:00',
    note: HOUR_UNKNOWN,
    windows: [{ channel: 'phone' }],
  },
  {
    key: '2022-12',
    label: '第3期（2022年12月）',
    from: '2022-12-01T10:00:00+09:00',
    until: '2022-12-02T10:00:00+09:00',
    note: HOUR_UNKNOWN,
    windows: [{ channel: 'phone' }],
  },
  {
    key: '2022-year-end',
    label: '第4期（2022-23 年末年始）',
    from: '2022-12-28T09:00:00+09:00',
    until: '2023-01-04T09:00:00+09:00',
    note: '外国語は12言語。性別違和と18歳以下は一部の時間帯のみ（時刻は未確認）。',
    windows: [{ channel: 'phone' }],
  },
  {
    key: '2023-year-end',
    label: '第5期（2023-24 年末年始）',
    from: '2023-12-15T09:00:00+09:00',
    until: '2024-01-04T09:00:00+09:00',
    note: '',
    windows: [{ channel: 'phone' }],
  },
  {
    key: '2024-05',
    label: '孤独・孤立対策強化月間（2024年5月）',
    from: '2024-05-02T10:00:00+09:00',
    until: '2024-05-07T10:00:00+09:00',
    note: 'メタバースは実施期の外でも毎日開設。',
    windows: [
      { channel: 'phone' },
      { channel: 'chat', until: '2024-05-06T22:00:00+09:00' },
      { channel: 'mail', until: '2024-05-06T17:00:00+09:00' },
      {
        channel: 'metaverse',
        from: '2024-05-01T00:00:00+09:00',
        until: '2024-06-01T00:00:00+09:00',
        daily: ['10:00', '18:00'],
      },
    ],
  },
  {
    key: '2024-year-end',
    label: '2024-25 年末年始',
    from: '2024-12-25T10:00:00+09:00',
    until: '2025-01-04T10:00:00+09:00',
    note: 'チャット（一般）の受付時間は公表資料に記載なし。',
    windows: [
      { channel: 'phone' },
      { channel: 'mail' },
      { channel: 'phone', field: 'under18', daily: ['10:00', '16:00'] },
      { channel: 'chat', field: 'under18', daily: ['16:00', '22:00'] },
    ],
  },
  {
    key: '2025-year-end',
    label: '2025-26 年末年始',
    from: '2025-12-25T10:00:00+09:00',
    until: '2026-01-04T10:00:00+09:00',
    note: HOUR_UNKNOWN,
    windows: [{ channel: 'phone' }],
  },
];
