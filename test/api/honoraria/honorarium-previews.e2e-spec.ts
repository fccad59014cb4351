import { CASE_EXAMPLES, CASE_SCHEMA } from '../../../src/honoraria/honorarium-previews.schema';
import { describeApi } from '../../../src/openapi';
import { REFERENCE_HONORARIA } from '../../support/reference-honoraria';
import { type TestAccount, TestApp } from '../../support/test-app';

const PATH = '/api/v1/honorarium-previews';

interface Answer {
  readonly trace: readonly { readonly reason: string }[];
}

interface Faults {
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

const emptied = (properties: object): object =>
  Object.fromEntries(Object.keys(properties).map((key) => [key, null]));

describe('honorarium previews', () => {
  let app: TestApp;
  let accountant: TestAccount;

  beforeAll(async () => {
    app = await TestApp.start();
    accountant = await app.account('accountant');
  });
  afterAll(() => app.stop());

  const preview = (input: object) => app.as(accountant).post(PATH).send(input);
  const faultsOf = ({ errors }: Faults) => errors.map(({ pointer, code }) => `${pointer} ${code}`).sort();

  it.each(REFERENCE_HONORARIA)('%s', async (_case, input, figures) => {
    const answer = await preview(input).expect(200);
    const { trace, ...rest }: Answer = answer.body;
    expect(rest).toEqual(figures);
    expect(trace.length).toBeGreaterThan(0);
    expect(trace.every(({ reason }) => reason.length > 0)).toBe(true);
  });

  it('takes every key and calculates every example of its documentation', async () => {
    const { properties, required, additionalProperties } = CASE_SCHEMA;
    const document = describeApi(app.app);
    const content = { schema: { properties, required, additionalProperties }, examples: CASE_EXAMPLES };
    expect(document.paths[PATH]?.post?.requestBody).toMatchObject({
      content: { 'application/json': content },
    });
    const policy = emptied(properties.policy.properties);
    const everyKey = await preview({ ...emptied(properties), policy }).expect(422);
    expect(faultsOf(everyKey.body).filter((fault) => fault.endsWith(' unknown_key'))).toEqual([]);
    for (const { value } of Object.values(CASE_EXAMPLES)) await preview(value).expect(200);
  });

  it('names every wrong place at once', async () => {
    const answer = await preview({
      cls: 'SALARY_OTSU',
      fee: [100, -1, 0.5],
      transport: { mode: 'CASH' },
      policy: { unit: 30 },
      fees: 1,
    }).expect(422);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(faultsOf(answer.body)).toEqual([
      '/cls payroll',
      '/fee/1 negative',
      '/fee/2 not_integer',
      '/fees unknown_key',
      '/policy/unit_round required',
      '/transport/yen not_integer',
    ]);
    expect(faultsOf((await preview({ fee: [30_000] }).expect(422)).body)).toEqual(['/cls required']);
    const early = { cls: 'ART204_1', fee: [1], pay_date: '2012-12-31' };
    expect(faultsOf((await preview(early).expect(422)).body)).toEqual(['/pay_date no_withholding_rule']);
    for (const body of [[], [1], null, 'text', 7]) {
      await app.as(accountant).post(PATH).type('json').send(JSON.stringify(body)).expect(400);
    }
    await app.as(accountant).post(PATH).expect(400);
  });

  it('knows the holidays of the table, and refuses a year it holds none of', async () => {
    const night = (from: string, until: string) => ({
      ...{ cls: 'NOT_WITHHELD', rate: 1000 },
      ...{ roster: [from, until], clock: [from, until] },
    });
    const newYear = await preview(night('2026-12-31T22:00', '2027-01-01T02:00')).expect(200);
    expect(newYear.body).toMatchObject({ minutes: { night: 120, night_holiday: 120 }, gross: 5700 });
    await preview(night('2027-12-31T22:00', '2028-01-01T00:00')).expect(200);
    await preview(night('2022-01-01T00:00', '2022-01-01T02:00')).expect(200);
    const after = await preview(night('2027-12-31T22:00', '2028-01-01T02:00')).expect(422);
    expect(faultsOf(after.body)).toEqual(['/clock holidays_not_loaded', '/roster holidays_not_loaded']);
    const { errors }: Faults = after.body;
    expect(errors[0]?.message).toContain('2028年の祝日');
    await preview(night('2021-12-31T22:00', '2022-01-01T02:00')).expect(422);
    await preview({ cls: 'ART204_1', fee: [10_000], pay_date: '2029-01-25' }).expect(200);
  });

  it('is for those who handle money, and for coordinators', async () => {
    const input = { cls: 'CORP', fee: [1] };
    for (const role of ['contractor', 'approver', 'auditor', 'coordinator'] as const) {
      await app
        .as(await app.account(role))
        .post(PATH)
        .send(input)
        .expect(200);
    }
    for (const role of ['admin', 'supervisor', 'counsellor', 'referrals', 'analyst'] as const) {
      await app
        .as(await app.account(role))
        .post(PATH)
        .send(input)
        .expect(403);
    }
    await app.http.post(PATH).send(input).expect(401);
  });
});
