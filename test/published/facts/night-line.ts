import type { Cell, Publication, RatedCell } from './publication';

export interface NightLine {
  readonly publication: Publication;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly calls: number;
  readonly callsPerDay: string;
  readonly meanSeconds: number;
  readonly callsOfKnownLength: number;
  readonly relations: readonly Cell[];
  readonly selfOfAll: string;
  readonly callerAges: readonly Cell[];
  readonly unknownAgeOfAll: string;
  readonly subjectAges: readonly Cell[];
  readonly contents: readonly RatedCell[];
}

const AGE_LABELS = ['15歳以下', '16～19歳', '20代', '30代', '40代', '50代', '60代', '70歳以上', '不明'];
const AGE_CODES = ['to_15', 'a16_19', 'a20s', 'a30s', 'a40s', 'a50s', 'a60s', 'a70_over', 'unknown'];

function ages(counts: readonly number[]): readonly Cell[] {
  return counts.map((count, at) => ({ code: AGE_CODES[at] ?? '', label: AGE_LABELS[at] ?? '', count }));
}

/** F5. A year of an evening line: more than half of the ages are unknown, and the year has 366 days. */
export const NIGHT_LINE: NightLine = {
  publication: {
    fixture: 'F5',
    publisher: '東京都 こころの夜間電話相談',
    covers: '2011年度',
    addresses: ['https://slidesplayer.net/amp/16366871'],
  },
  startsAt: '2011-04-01T00:00:00+09:00',
  endsAt: '2012-04-01T00:00:00+09:00',
  calls: 15_154,
  callsPerDay: '41.4',
  meanSeconds: 18 * 60 + 16,
  callsOfKnownLength: 15_122,
  relations: [
    { code: 'self', label: '本人', count: 14_864 },
    { code: 'spouse', label: '配偶者', count: 24 },
    { code: 'parent', label: '親', count: 109 },
    { code: 'child', label: '子ども', count: 22 },
    { code: 'other_family', label: 'その他家族', count: 38 },
    { code: 'workplace', label: '職場', count: 1 },
    { code: 'other', label: 'その他', count: 50 },
    { code: 'unknown', label: '不明', count: 46 },
  ],
  selfOfAll: '98.09',
  callerAges: ages([1, 11, 182, 1_688, 2_803, 1_272, 572, 131, 8_494]),
  unknownAgeOfAll: '56.05',
  /** As copied these are three short of the calls. */
  subjectAges: ages([11, 17, 192, 1_695, 2_794, 1_272, 566, 130, 8_474]),
  contents: [
    { code: 'interpersonal', label: '対人関係', count: 3_847, printed: '25.4' },
    { code: 'psychological', label: '心理的', count: 4_777, printed: '31.5' },
    { code: 'psychiatric', label: '精神医学的', count: 4_091, printed: '27.0' },
    { code: 'social_work', label: '社会的・職場学校', count: 859, printed: '5.7' },
    { code: 'other', label: 'その他', count: 496, printed: '3.3' },
    { code: 'social_home', label: '社会的・家庭', count: 487, printed: '3.2' },
    { code: 'services', label: '制度利用', count: 597, printed: '3.9' },
  ],
};
