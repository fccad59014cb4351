import type { Cell, Publication } from './publication';

/** F1. One year of a children's line: attempts, people, connected calls and record sheets are five different numbers. */
export const CHILDLINE_FUNNEL = {
  publication: {
    fixture: 'F1',
    publisher: 'チャイルドライン支援センター',
    covers: '2011年度',
    addresses: ['https://blog.goo.ne.jp/childlinegifu/m/201212', 'https://voluntary.jp/?p=3953966'],
  },
  startsAt: '2011-04-01T00:00:00+09:00',
  endsAt: '2012-04-01T00:00:00+09:00',
  /** From the carrier's traffic data. */
  attempts: 799_713,
  attemptsByOrigin: [
    { code: 'fixed', label: '固定電話', count: 237_313 },
    { code: 'public', label: '公衆電話', count: 41_036 },
    { code: 'mobile', label: '携帯電話', count: 521_364 },
  ],
  distinctCallers: 298_723,
  connected: 209_126,
  connectedOfAttempts: '26.15',
  /** From the record database, which holds fewer sheets than there were connected calls. */
  sheets: 199_113,
  sheetsOfConnected: '95.21',
  talks: 70_487,
  talksOfSheets: '35.4',
  talkHours: '19611.9',
  meanTalkSeconds: 15 * 60 + 30,
} as const satisfies { publication: Publication; attemptsByOrigin: readonly Cell[] } & Record<
  string,
  unknown
>;
