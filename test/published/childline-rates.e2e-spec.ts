import { percent } from '../../src/analysis/domain/ratio';
import { cellOf, count, disagreements, mean, printed, rate } from './compare';
import { callFile, type CallPlan } from './expand/call-file';
import type { Span } from './expand/clock';
import { talkLengths } from './expand/talk-lengths';
import {
  CHILDLINE_MONTHS as MONTHS,
  CHILDLINE_RATES as F4,
  type ConnectedYear,
} from './facts/childline-rates';
import { PATIENCE_MS, PublishedClient, type ServedTable } from './published-client';
import { CONTACT_RESULT } from './published-form';
import { workbookDisagreements } from './workbook';

const BODY = 'childline';
/** The one rate of the table that is cut off; all others are rounded half-up. */
const CUT_OFF = { area: '全国', fiscalYear: 2015, roundedHalfUp: '33.5' };

function isCutOff(year: ConnectedYear): boolean {
  return year.area === CUT_OFF.area && year.fiscalYear === CUT_OFF.fiscalYear;
}

function yearSpan(fiscalYear: number): Span {
  return {
    startsAt: `${fiscalYear}-04-01T00:00:00+09:00`,
    endsAt: `${fiscalYear + 1}-04-01T00:00:00+09:00`,
  };
}

/** Months of FY2022 from April. */
function monthSpan(month: number): Span {
  const first = (at: number) => {
    const year = 2022 + Math.floor((at + 3) / 12);
    return `${year}-${String(((at + 3) % 12) + 1).padStart(2, '0')}-01T00:00:00+09:00`;
  };
  return { startsAt: first(month), endsAt: first(month + 1) };
}

jest.setTimeout(PATIENCE_MS);

describe('F4 connected calls over attempts', () => {
  let client: PublishedClient;
  let organisationId: string;
  let formId: string;

  beforeAll(async () => {
    client = await PublishedClient.open();
    organisationId = await client.organisation(BODY, F4.publication.publisher);
    formId = await client.form('childline', '通話の記録', [CONTACT_RESULT]);
  });
  afterAll(() => client.close());

  const period = (label: string, span: Span): Promise<string> =>
    client.period({ label, ...span, formId, organisationId });

  const importYear = async (year: ConnectedYear): Promise<string> => {
    const span = yearSpan(year.fiscalYear);
    const periodId = await period(`${year.area} ${year.fiscalYear}年度`, span);
    const busy = year.attempts - year.connected;
    const plan: CallPlan = { span, organisationCode: BODY, answered: year.connected, busy };
    await client.upload(periodId, 'call-imports', callFile(plan));
    return periodId;
  };

  describe.each(F4.years)('$area $fiscalYear', (year) => {
    let calls: ServedTable;
    let periodId: string;

    beforeAll(async () => {
      periodId = await importYear(year);
      calls = await client.table(periodId, 'T02');
    });

    it('gives both counts and the rate by the rule named', () => {
      const published = [
        count(calls, 'total.count', year.attempts),
        count(calls, 'answered.count', year.connected),
        rate(calls, 'answer_rate_total.rate', {
          printed: year.printed,
          of: [year.connected, year.attempts],
          rule: isCutOff(year) ? 'truncate' : 'half_up',
        }),
      ];
      expect(disagreements(`F4 ${year.area} ${year.fiscalYear}`, published)).toEqual([]);
    });

    it('prints the same rate itself unless the publisher cut off', () => {
      const ours = printed(calls, 'answer_rate_total.rate');
      expect(ours).toBe(isCutOff(year) ? CUT_OFF.roundedHalfUp : year.printed);
    });

    it('gives the same cells in the workbook', async () => {
      const workbook = await client.workbook(periodId);
      expect(workbookDisagreements('F4', workbook, [calls])).toEqual([]);
    });
  });

  it('reports that text and table disagree about one year, and that the rate cannot tell which is right', () => {
    const year = F4.years.find((each) => each.area === '全国' && each.fiscalYear === 2016);
    const inTable = year?.connected ?? 0;
    const inText = F4.nationalConnectedInText.connected;
    expect({ inTable, inText, difference: inText - inTable }).toEqual({
      inTable: 209_153,
      inText: 209_243,
      difference: 90,
    });
    const shares = [inTable, inText].map((each) => percent(each, year?.attempts ?? 0).printed);
    expect(shares).toEqual([year?.printed, year?.printed]);
  });

  describe.each([
    { area: '福島', months: MONTHS.fukushima, total: MONTHS.fukushimaTotal },
    { area: '全国', months: MONTHS.national, total: MONTHS.nationalTotal },
  ])('$area FY2022 by month', ({ area, months, total }) => {
    it('gives every month and the year as their sum', async () => {
      const ours: unknown[] = [];
      for (const [at, attempts] of months.entries()) {
        const span = monthSpan(at);
        const periodId = await period(`${area} ${span.startsAt.slice(0, 7)}`, span);
        const plan: CallPlan = { span, organisationCode: BODY, answered: 0, busy: attempts };
        await client.upload(periodId, 'call-imports', callFile(plan));
        ours.push(cellOf(await client.table(periodId, 'T02'), 'total.count'));
      }
      expect(ours).toEqual(months);
      expect(ours.reduce((sum: number, each) => sum + Number(each), 0)).toBe(total);
    });
  });

  it('reports a printed mean that does not follow from total and count', async () => {
    const span = yearSpan(2022);
    const periodId = await period('福島 2022年度', span);
    const seconds = MONTHS.fukushimaTalkMinutes * 60;
    const answered = MONTHS.fukushimaConnected;
    const busy = MONTHS.fukushimaTotal - answered;
    const talkSeconds = talkLengths(answered, seconds);
    await client.upload(
      periodId,
      'call-imports',
      callFile({ span, organisationCode: BODY, answered, busy, talkSeconds }),
    );
    const menu = await client.table(periodId, 'T05');
    const ours = { sum: seconds, count: answered, printed: '10:22' };
    expect(disagreements('F4', [mean(menu, 'total.meanTalk', ours)])).toEqual([]);
    const wouldNeed = Math.round(seconds / MONTHS.fukushimaMeanSeconds);
    expect({ printed: '11:03', ours: ours.printed, wouldNeed, published: answered }).toEqual({
      printed: '11:03',
      ours: '10:22',
      wouldNeed: 1_246,
      published: 1_328,
    });
  });
});
