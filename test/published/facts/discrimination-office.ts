import type { Publication, RatedCell } from './publication';

interface DiscriminationOffice {
  readonly publication: Publication;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly closedCases: number;
  readonly responses: readonly RatedCell[];
  readonly printedSum: string;
}

/** F11. A quarter of a prefecture's office: one rate is rounded, three are cut off. */
export const DISCRIMINATION_OFFICE: DiscriminationOffice = {
  publication: {
    fixture: 'F11',
    publisher: '千葉県 差別に関する相談',
    covers: '2010年度第3四半期',
    addresses: ['https://expydoc.com/doc/7247379/'],
  },
  startsAt: '2010-10-01T00:00:00+09:00',
  endsAt: '2011-01-01T00:00:00+09:00',
  closedCases: 48,
  responses: [
    { code: 'advice', label: '助言・調整', count: 21, printed: '43.8' },
    { code: 'handover', label: '引継ぎ', count: 9, printed: '18.7' },
    { code: 'information', label: '情報提供', count: 9, printed: '18.7' },
    { code: 'hearing', label: '状況聴取', count: 9, printed: '18.7' },
  ],
  printedSum: '99.9',
};
