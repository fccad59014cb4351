import { percent } from '../../src/analysis/domain/ratio';
import { cellOf, count, disagreements, mean, printed, rate } from './compare';
import { answeredCallNos, callFile, type CallPlan } from './expand/call-file';
import { evenSpread } from './expand/even-spread';
import { type Filled, sheetFile } from './expand/sheet-file';
import { talkLengths } from './expand/talk-lengths';
import { CHILDLINE_FUNNEL as F1 } from './facts/childline-funnel';
import { PATIENCE_MS, PublishedClient, type ServedTable } from './published-client';
import { CONTACT_RESULT, single, TALK } from './published-form';
import { workbookDisagreements } from './workbook';

/** What became of these was not published, and the list of results has no code for unknown: the label says so instead. */
const NO_TALK = { code: 'silent', label: '会話成立以外（内訳の公表なし）' };
const FORM = [{ ...CONTACT_RESULT, ...single('contact_result', '相談の成立', [TALK, NO_TALK]) }];
const BODY = 'childline';
const TOTAL_SECONDS = Math.round(Number(F1.talkHours) * 3600);
const TALK_SECONDS = F1.talks * F1.meanTalkSeconds;

const CALLS: CallPlan = {
  span: F1,
  organisationCode: BODY,
  answered: F1.connected,
  busy: F1.attempts - F1.connected,
  origins: F1.attemptsByOrigin,
  callers: F1.distinctCallers,
};

/** Each talk has the published mean; what the published hours leave goes to the other sheets. */
function* sheets(): Generator<Filled> {
  const others = F1.sheets - F1.talks;
  const rest = talkLengths(others, TOTAL_SECONDS - TALK_SECONDS);
  const callNos = answeredCallNos(CALLS);
  const results = evenSpread([
    { code: TALK.code, count: F1.talks },
    { code: NO_TALK.code, count: others },
  ]);
  for (const result of results) {
    const length = result === TALK.code ? F1.meanTalkSeconds : rest.next().value;
    yield { contact_result: result, talk_seconds: length ?? null, call_no: callNos.next().value ?? null };
  }
}

jest.setTimeout(PATIENCE_MS);

describe('F1 attempts, people, connected calls, sheets and talks', () => {
  let client: PublishedClient;
  let periodId: string;
  let calls: ServedTable;

  beforeAll(async () => {
    client = await PublishedClient.open();
    const organisationId = await client.organisation(BODY, F1.publication.publisher);
    const formId = await client.form('childline-2011', '2011年度の記録', FORM);
    periodId = await client.period({
      label: F1.publication.covers,
      startsAt: F1.startsAt,
      endsAt: F1.endsAt,
      formId,
      organisationId,
    });
  });
  afterAll(() => client.close());

  it('takes every row of both files', async () => {
    const called = await client.upload(periodId, 'call-imports', callFile(CALLS));
    expect(called).toMatchObject({ rows: F1.attempts, added: F1.attempts });
    const columns = ['contact_result', 'talk_seconds', 'call_no'];
    const plan = { span: F1, organisationCode: BODY, sheets: F1.sheets, columns, filled: sheets() };
    const filed = await client.upload(periodId, 'consultation-imports', sheetFile(plan));
    expect(filed).toMatchObject({ rows: F1.sheets, added: F1.sheets });
  });

  it('gives every published count', async () => {
    calls = await client.table(periodId, 'T02');
    const published = [
      count(calls, 'total.count', F1.attempts),
      count(calls, 'distinct_callers.count', F1.distinctCallers),
      count(calls, 'answered.count', F1.connected),
      count(calls, 'records.count', F1.sheets),
      count(calls, 'talk_records.count', F1.talks),
      ...F1.attemptsByOrigin.map((cell) => count(calls, `origin_${cell.code}.count`, cell.count)),
    ];
    expect(disagreements('F1', published)).toEqual([]);
  });

  it('gives every published rate and time', () => {
    const published = [
      rate(calls, 'answer_rate_total.rate', {
        printed: F1.connectedOfAttempts,
        of: [F1.connected, F1.attempts],
        rule: 'half_up',
      }),
      rate(calls, 'records_per_answered.rate', {
        printed: F1.sheetsOfConnected,
        of: [F1.sheets, F1.connected],
        rule: 'half_up',
      }),
      rate(calls, 'talk_rate.rate', {
        printed: F1.talksOfSheets,
        of: [F1.talks, F1.sheets],
        rule: 'half_up',
      }),
      mean(calls, 'talk_time.talk', { sum: TALK_SECONDS, count: F1.talks, printed: '15:30' }),
      mean(calls, 'talk_time_records.talk', { sum: TOTAL_SECONDS, count: F1.sheets }),
    ];
    expect(disagreements('F1', published)).toEqual([]);
  });

  it('shows that talks are a share of sheets, not of connected calls', () => {
    const talks = Number(cellOf(calls, 'talk_records.count'));
    const connected = Number(cellOf(calls, 'answered.count'));
    expect(percent(talks, connected).printed).toBe('33.7');
    expect(printed(calls, 'talk_rate.rate')).toBe(F1.talksOfSheets);
  });

  it('gives the same cells in the workbook', async () => {
    const workbook = await client.workbook(periodId);
    expect(workbookDisagreements('F1', workbook, [calls])).toEqual([]);
  });
});
