import { cellOf, count, disagreements, mean } from './compare';
import { evenSpread, type Quota } from './expand/even-spread';
import { severalTicks } from './expand/several-ticks';
import { type Filled, sheetFile, type SheetPlan } from './expand/sheet-file';
import { totalOf } from './facts/publication';
import { SNS_2020, SNS_FIRST_MONTH, SNS_YEAR, type SnsRun } from './facts/sns-line';
import { PATIENCE_MS, PublishedClient, type ServedTable } from './published-client';
import { CONTACT_RESULT, multi, TALK } from './published-form';
import { countsThatPrint } from './unexpandable';
import { workbookDisagreements } from './workbook';

/** Contents that are in the published total but not broken down; two codes, since a sheet ticks each only once. */
const UNPUBLISHED = ['unpublished_1', 'unpublished_2'] as const;
const FORM = [
  CONTACT_RESULT,
  multi('fields', '相談内容', [
    { code: 'mental', label: 'メンタル不調' },
    { code: 'suicide', label: '自殺念慮' },
    { code: 'family', label: '家族' },
    { code: 'school', label: '学校' },
    { code: 'unpublished_1', label: '内訳の公表なし(1)' },
    { code: 'unpublished_2', label: '内訳の公表なし(2)' },
  ]),
];
const BODY = 'sns-line';
const COLUMNS = ['channel', 'contact_result', 'fields'];
const CHANNELS = ['sns', 'chat', 'other'];

function* sheets(channels: readonly Quota<string>[], ticks: Iterable<readonly string[]>): Generator<Filled> {
  const channelOf = evenSpread(channels);
  for (const codes of ticks) {
    const channel = channelOf.next().value ?? null;
    yield { channel, contact_result: TALK.code, fields: codes.join(';') };
  }
}

/** The published contents of a half, and its part of those that were only published as a total of the year. */
function contentsOf(half: SnsRun, total: number): Quota<string>[] {
  const rest = total - totalOf(half.contents);
  const first = Math.min(rest, half.contacts);
  return [
    ...half.contents,
    { code: UNPUBLISHED[0], count: first },
    { code: UNPUBLISHED[1], count: rest - first },
  ];
}

/** The year's channels and contents, shared out to the halves by contacts; only their sums are published. */
function planHalves(): SheetPlan[] {
  const [first, second] = SNS_YEAR.halves;
  const part = (whole: number) => Math.round((whole * first.contacts) / SNS_YEAR.contacts);
  const inFirst = SNS_YEAR.channels.map(({ code, count: contacts }) => ({ code, count: part(contacts) }));
  const inSecond = SNS_YEAR.channels.map(({ code, count: contacts }, at) => ({
    code,
    count: contacts - (inFirst[at]?.count ?? 0),
  }));
  const contents = part(SNS_YEAR.contents);
  return [
    planHalf(first, 0, inFirst, contents),
    planHalf(second, first.contacts, inSecond, SNS_YEAR.contents - contents),
  ];
}

function planHalf(
  half: SnsRun,
  before: number,
  channels: readonly Quota<string>[],
  contents: number,
): SheetPlan {
  const ticks = severalTicks(half.contacts, contentsOf(half, contents));
  return {
    span: half,
    organisationCode: BODY,
    sheets: half.contacts,
    before,
    columns: COLUMNS,
    filled: sheets(channels, ticks),
  };
}

jest.setTimeout(PATIENCE_MS);

describe('F7 several contents per contact, and periods that add up', () => {
  let client: PublishedClient;
  let organisationId: string;
  let formId: string;

  beforeAll(async () => {
    client = await PublishedClient.open();
    organisationId = await client.organisation(BODY, SNS_YEAR.publication.publisher);
    formId = await client.form('sns-line', 'SNS相談の記録', FORM);
  });
  afterAll(() => client.close());

  const period = (run: { label: string; startsAt: string; endsAt: string }): Promise<string> => {
    const { label, startsAt, endsAt } = run;
    return client.period({ label, startsAt, endsAt, formId, organisationId, channels: CHANNELS });
  };
  const file = async (periodId: string, plan: SheetPlan): Promise<void> => {
    await client.upload(periodId, 'consultation-imports', sheetFile(plan));
  };

  describe('FY2018', () => {
    let yearId: string;
    let year: ServedTable;
    let halves: ServedTable[];

    beforeAll(async () => {
      const { publication, startsAt, endsAt } = SNS_YEAR;
      yearId = await period({ label: publication.covers, startsAt, endsAt });
      halves = [];
      for (const [at, half] of SNS_YEAR.halves.entries()) {
        const halfId = await period(half);
        const [own, again] = [planHalves()[at], planHalves()[at]];
        if (!own || !again) throw new RangeError('two halves');
        await file(halfId, own);
        await file(yearId, again);
        halves.push(await client.table(halfId, 'T09'));
      }
      year = await client.table(yearId, 'T09');
    });

    it.each([0, 1])('gives contacts and contents of half %i', (at) => {
      const half = SNS_YEAR.halves[at];
      const table = halves[at];
      if (!half || !table) throw new RangeError('two halves');
      const published = half.contents.map((cell) => count(table, `${cell.code}.multi`, cell.count));
      expect(disagreements(half.label, published)).toEqual([]);
      expect(table.base).toMatchObject({ code: 'R_t', count: half.contacts });
    });

    it('gives the year, with contents per contact and not shares of contents', () => {
      const published = [
        mean(year, 'ticks_per_record.multi', {
          sum: SNS_YEAR.contents,
          count: SNS_YEAR.contacts,
          printed: SNS_YEAR.contentsPerContact,
        }),
        count(year, 'total.multi', SNS_YEAR.contents),
      ];
      expect(disagreements('F7 FY2018', published)).toEqual([]);
    });

    it('is the sum of its halves in every counted cell', () => {
      const counted = year.columns.filter(({ kind }) => kind === 'count').map(({ key }) => key);
      for (const { code } of year.rows) {
        for (const key of counted) {
          const parts = halves.map((half) => Number(cellOf(half, `${code}.${key}`) ?? 0));
          expect([code, key, cellOf(year, `${code}.${key}`) ?? 0]).toEqual([
            code,
            key,
            parts.reduce((sum, part) => sum + part, 0),
          ]);
        }
      }
    });

    it('gives the channels', async () => {
      const channels = await client.table(yearId, 'T16');
      const published = [
        ...SNS_YEAR.channels.map((cell) => count(channels, `${cell.code}.records`, cell.count)),
        count(channels, 'total.records', SNS_YEAR.contacts),
      ];
      expect(disagreements('F7 FY2018', published)).toEqual([]);
      const workbook = await client.workbook(yearId);
      expect(workbookDisagreements('F7', workbook, [year, channels])).toEqual([]);
    });
  });

  describe('2018-03', () => {
    it('gives the channels, the two social networks as the one channel that they are here', async () => {
      const { startsAt, endsAt, publication, contacts, channels } = SNS_FIRST_MONTH;
      const periodId = await period({ label: publication.covers, startsAt, endsAt });
      const ticks = Array.from({ length: contacts }, () => []);
      await file(periodId, {
        span: { startsAt, endsAt },
        organisationCode: BODY,
        sheets: contacts,
        columns: COLUMNS,
        filled: sheets(channels, ticks),
      });
      const table = await client.table(periodId, 'T16');
      const published = [
        count(table, 'sns.records', 10_017 + 25),
        count(table, 'chat.records', 87),
        count(table, 'total.records', contacts),
      ];
      expect(disagreements('F7 2018-03', published)).toEqual([]);
    });

    it('reports two splits by age that no one set of counts can print', () => {
      const [press, paper] = SNS_FIRST_MONTH.ageSplits;
      const contacts = SNS_FIRST_MONTH.contacts;
      expect([press, paper].map((split) => countsThatPrint(split.to19, contacts))).toEqual([
        { least: 3_966, most: 3_975 },
        { least: 4_321, most: 4_330 },
      ]);
      expect([press, paper].map((split) => countsThatPrint(split.twenties, contacts))).toEqual([
        { least: 4_250, most: 4_259 },
        { least: 3_986, most: 3_995 },
      ]);
    });
  });

  describe('FY2020', () => {
    it('gives the contents that were published as counts', async () => {
      const { startsAt, endsAt, publication, contacts, contents } = SNS_2020;
      const periodId = await period({ label: publication.covers, startsAt, endsAt });
      await file(periodId, {
        span: { startsAt, endsAt },
        organisationCode: BODY,
        sheets: contacts,
        columns: COLUMNS,
        filled: sheets([{ code: 'sns', count: contacts }], severalTicks(contacts, contents)),
      });
      const table = await client.table(periodId, 'T09');
      const published = contents.map((cell) => count(table, `${cell.code}.multi`, cell.count));
      expect(disagreements('F7 FY2020', published)).toEqual([]);
      expect(table.base).toMatchObject({ code: 'R_t', count: contacts });
    });

    it.each(SNS_2020.sharesOnly)('does not invent the count behind $label $printed %', ({ printed }) => {
      const { least, most } = countsThatPrint(printed, SNS_2020.contacts);
      expect(most - least).toBeGreaterThan(60);
    });
  });
});
