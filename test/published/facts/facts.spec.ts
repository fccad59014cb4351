import { CHILDLINE_CROSSTAB, GENDERS } from './childline-crosstab';
import { CHILDLINE_FUNNEL } from './childline-funnel';
import { CHILDLINE_MONTHS } from './childline-rates';
import { DISCRIMINATION_OFFICE } from './discrimination-office';
import { NIGHT_LINE } from './night-line';
import { totalOf } from './publication';
import { SNS_FIRST_MONTH, SNS_YEAR } from './sns-line';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

describe('published parts and totals, as copied', () => {
  it.each([
    ['F1 attempts by origin', CHILDLINE_FUNNEL.attemptsByOrigin, CHILDLINE_FUNNEL.attempts],
    ['F2 devices', CHILDLINE_CROSSTAB.devices, CHILDLINE_CROSSTAB.margin.total],
    ['F5 relations', NIGHT_LINE.relations, NIGHT_LINE.calls],
    ['F5 ages of callers', NIGHT_LINE.callerAges, NIGHT_LINE.calls],
    ['F5 contents', NIGHT_LINE.contents, NIGHT_LINE.calls],
    ['F7 channels 2018-03', SNS_FIRST_MONTH.channels, SNS_FIRST_MONTH.contacts],
    ['F7 channels FY2018', SNS_YEAR.channels, SNS_YEAR.contacts],
    ['F7 halves', SNS_YEAR.halves.map(({ contacts }) => ({ code: '', label: '', count: contacts })), 22_725],
    ['F11 responses', DISCRIMINATION_OFFICE.responses, DISCRIMINATION_OFFICE.closedCases],
  ])('%s add up', (_name, cells, total) => {
    expect(totalOf(cells)).toBe(total);
  });

  it('F5 ages of subjects do not: three are missing', () => {
    expect(totalOf(NIGHT_LINE.subjectAges)).toBe(15_151);
    expect(NIGHT_LINE.calls - totalOf(NIGHT_LINE.subjectAges)).toBe(3);
  });

  it('F4 months add up', () => {
    expect(sum(CHILDLINE_MONTHS.fukushima)).toBe(CHILDLINE_MONTHS.fukushimaTotal);
    expect(sum(CHILDLINE_MONTHS.national)).toBe(CHILDLINE_MONTHS.nationalTotal);
  });

  it.each([...GENDERS, 'total' as const])('F2 column %s adds up in both tables', (column) => {
    const { ages, fields, margin } = CHILDLINE_CROSSTAB;
    expect(sum(ages.map((row) => row[column]))).toBe(margin[column]);
    expect(sum(fields.map((row) => row[column]))).toBe(margin[column]);
  });

  it.each([...CHILDLINE_CROSSTAB.ages, ...CHILDLINE_CROSSTAB.fields])('F2 row $label adds up', (row) => {
    expect(row.male + row.female + row.unknown).toBe(row.total);
  });
});
