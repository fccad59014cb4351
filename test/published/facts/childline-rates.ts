import type { Publication } from './publication';

export interface ConnectedYear {
  readonly area: '全国' | '福島';
  readonly fiscalYear: number;
  readonly attempts: number;
  readonly connected: number;
  readonly printed: string;
}

interface ChildlineRates {
  readonly publication: Publication;
  readonly years: readonly ConnectedYear[];
  readonly nationalConnectedInText: { readonly fiscalYear: number; readonly connected: number };
}

/** F4. Connected calls over attempts, year by year. */
export const CHILDLINE_RATES: ChildlineRates = {
  publication: {
    fixture: 'F4',
    publisher: 'チャイルドライン福島',
    covers: '2011～2016年度',
    addresses: ['http://www.cl-fukushima.org/voiceinframe.html'],
  },
  years: [
    { area: '全国', fiscalYear: 2015, attempts: 605_833, connected: 202_727, printed: '33.4' },
    { area: '全国', fiscalYear: 2016, attempts: 563_948, connected: 209_153, printed: '37.1' },
    { area: '福島', fiscalYear: 2011, attempts: 4_805, connected: 855, printed: '17.8' },
    { area: '福島', fiscalYear: 2012, attempts: 13_569, connected: 3_021, printed: '22.3' },
    { area: '福島', fiscalYear: 2013, attempts: 17_975, connected: 5_284, printed: '29.4' },
    { area: '福島', fiscalYear: 2014, attempts: 23_070, connected: 8_771, printed: '38.0' },
    { area: '福島', fiscalYear: 2015, attempts: 14_467, connected: 4_519, printed: '31.2' },
    { area: '福島', fiscalYear: 2016, attempts: 9_013, connected: 3_519, printed: '39.0' },
  ],
  /** The text under the same table gives another number than its cell. */
  nationalConnectedInText: { fiscalYear: 2016, connected: 209_243 },
};

interface MonthlyAttempts {
  readonly publication: Publication;
  /** April to March. */
  readonly fukushima: readonly number[];
  readonly fukushimaTotal: number;
  readonly national: readonly number[];
  readonly nationalTotal: number;
  readonly fukushimaConnected: number;
  readonly fukushimaMeanSeconds: number;
  readonly fukushimaTalkMinutes: number;
}

/** F4, second page: attempts by month, and a mean that does not follow from the total beside it. */
export const CHILDLINE_MONTHS: MonthlyAttempts = {
  publication: {
    fixture: 'F4 monthly',
    publisher: 'チャイルドライン福島',
    covers: '2022年度',
    addresses: ['http://www.cl-fukushima.org/suisinkyougikai/report.html'],
  },
  fukushima: [224, 242, 197, 278, 219, 254, 184, 249, 195, 277, 607, 406],
  fukushimaTotal: 3_332,
  national: [36_811, 40_845, 37_556, 40_157, 35_795, 34_033, 36_745, 32_821, 30_754, 29_550, 27_705, 27_948],
  nationalTotal: 410_720,
  fukushimaConnected: 1_328,
  fukushimaMeanSeconds: 11 * 60 + 3,
  fukushimaTalkMinutes: 13_763,
};
