import type { Cell, Publication } from './publication';

/** A row of a table with one column per gender. */
export interface CrosstabRow {
  readonly code: string;
  readonly label: string;
  readonly male: number;
  readonly female: number;
  readonly unknown: number;
  readonly total: number;
}

export const GENDERS = ['male', 'female', 'unknown'] as const;
export type Gender = (typeof GENDERS)[number];

interface CrosstabFacts {
  readonly publication: Publication;
  readonly ages: readonly CrosstabRow[];
  readonly fields: readonly CrosstabRow[];
  readonly margin: Readonly<Record<Gender | 'total', number>>;
  readonly devices: readonly Cell[];
}

/** F2. Two tables over the same 602 talks, with every margin printed. The fiscal year is not printed. */
export const CHILDLINE_CROSSTAB: CrosstabFacts = {
  publication: {
    fixture: 'F2',
    publisher: 'チャイルドライン福島',
    covers: '年度の記載なし',
    addresses: ['https://www.cl-fukushima.org/suisinkyougikai/childvoice.html'],
  },
  ages: [
    { code: 'elementary_lower', label: '小学校低学年', male: 6, female: 18, unknown: 0, total: 24 },
    { code: 'elementary_upper', label: '小学校高学年', male: 24, female: 46, unknown: 1, total: 71 },
    { code: 'junior_high', label: '中学生', male: 53, female: 77, unknown: 2, total: 132 },
    { code: 'to_18', label: '中卒～18歳', male: 179, female: 147, unknown: 2, total: 328 },
    { code: 'unknown', label: '不明', male: 33, female: 9, unknown: 5, total: 47 },
  ],
  fields: [
    { code: 'self', label: '自分', male: 105, female: 117, unknown: 2, total: 224 },
    { code: 'school', label: '学校・フリースクール', male: 108, female: 104, unknown: 2, total: 214 },
    { code: 'sex', label: '性', male: 24, female: 46, unknown: 0, total: 70 },
    { code: 'family', label: '家庭', male: 18, female: 11, unknown: 1, total: 30 },
    { code: 'club', label: '部活', male: 8, female: 7, unknown: 1, total: 16 },
    { code: 'community', label: '地域', male: 29, female: 5, unknown: 4, total: 38 },
    { code: 'work', label: '職場', male: 1, female: 5, unknown: 0, total: 6 },
    { code: 'internet', label: 'ネットトラブル', male: 2, female: 2, unknown: 0, total: 4 },
  ],
  margin: { male: 295, female: 297, unknown: 10, total: 602 },
  devices: [
    { code: 'mobile', label: '携帯・PHS', count: 377 },
    { code: 'fixed_or_public', label: '固定・公衆', count: 211 },
    { code: 'unknown', label: '不明', count: 14 },
  ],
};
