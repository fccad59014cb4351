import { count, disagreements, rate } from './compare';
import { callFile, type CallPlan } from './expand/call-file';
import { largestRemainder } from './expand/largest-remainder';
import {
  KANAGAWA_LINE as F8,
  UNEXPANDABLE_RATES,
  YORISOI_2012 as F9,
  YORISOI_LATER,
} from './facts/connection-rates';
import { PATIENCE_MS, PublishedClient } from './published-client';
import { CONTACT_RESULT } from './published-form';
import { workbookDisagreements } from './workbook';

/** 10.9 million accesses take minutes, so they run on request; the shares are the same at one in a thousand. */
const IS_FULL = process.env['PUBLISHED_FULL'] === '1';
const SCALE = IS_FULL ? 1 : 1000;
const ACCESSES = Math.round(F9.accesses / SCALE);
const CONNECTED = Math.round(F9.connected / SCALE);
const HOUR_MS = 3_600_000;
const BODY = 'line';

jest.setTimeout(PATIENCE_MS);

describe('F8 and F9 answered calls over attempts', () => {
  let client: PublishedClient;
  let organisationId: string;
  let formId: string;

  beforeAll(async () => {
    client = await PublishedClient.open();
    organisationId = await client.organisation(BODY, '電話相談');
    formId = await client.form('line', '相談の記録', [CONTACT_RESULT]);
  });
  afterAll(() => client.close());

  it('F8 gives both counts and the rate', async () => {
    const { startsAt, endsAt } = F8;
    const span = { startsAt, endsAt };
    const label = F8.publication.publisher;
    const periodId = await client.period({ label, ...span, formId, organisationId });
    const busy = F8.attempts - F8.answered;
    const plan: CallPlan = { span, organisationCode: BODY, answered: F8.answered, busy };
    await client.upload(periodId, 'call-imports', callFile(plan));
    const calls = await client.table(periodId, 'T02');
    const published = [
      count(calls, 'total.count', F8.attempts),
      count(calls, 'answered.count', F8.answered),
      rate(calls, 'answer_rate_total.rate', {
        printed: F8.printed,
        of: [F8.answered, F8.attempts],
        rule: 'half_up',
      }),
    ];
    expect(disagreements('F8', published)).toEqual([]);
    expect(workbookDisagreements('F8', await client.workbook(periodId), [calls])).toEqual([]);
  });

  it.each([...UNEXPANDABLE_RATES, ...YORISOI_LATER])(
    'reports $publisher $name ($published): a part is missing, so there are no rows to send',
    ({ numerator, denominator }) => {
      expect([numerator, denominator]).toContain(null);
    },
  );

  it(
    `F9 gives the menu shares and the rate, 1:${SCALE}`,
    async () => {
      const { startsAt, endsAt, menu } = F9;
      const span = { startsAt, endsAt };
      const setUp = { label: F9.publication.publisher, ...span, formId, organisationId, menu };
      const periodId = await client.period(setUp);
      const shares = largestRemainder(
        ACCESSES,
        menu.map((field) => field.printed),
      );
      const digits = menu.map(({ digit }, at) => ({ code: digit, count: shares[at] ?? 0 }));
      const busy = ACCESSES - CONNECTED;
      const plan: CallPlan = { span, organisationCode: BODY, answered: CONNECTED, busy, digits };
      const { added } = await client.upload(periodId, 'call-imports', callFile(plan));
      expect(added).toBe(ACCESSES);
      const calls = await client.table(periodId, 'T02');
      const choices = await client.table(periodId, 'T05');
      const rates = menu.map(({ fieldCode, printed: share }, at) =>
        rate(choices, `${fieldCode}.share`, {
          printed: share,
          of: [shares[at] ?? 0, ACCESSES],
          rule: 'half_up',
        }),
      );
      const connected = rate(calls, 'answer_rate_total.rate', {
        printed: F9.connectedOfAccesses,
        of: [CONNECTED, ACCESSES],
        rule: 'half_up',
      });
      const counts = [count(calls, 'total.count', ACCESSES), count(calls, 'answered.count', CONNECTED)];
      expect(disagreements('F9', [...counts, ...rates, connected])).toEqual([]);
      const workbook = await client.workbook(periodId);
      expect(workbookDisagreements('F9', workbook, [calls, choices])).toEqual([]);
    },
    IS_FULL ? HOUR_MS : PATIENCE_MS,
  );
});
