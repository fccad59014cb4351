import { indexForm } from '../../forms/domain/index-form';
import type { FormField } from '../../forms/domain/form-definition';
import { sheetRowReader } from './read-sheet-row';
import { columnTitles, sheetColumns } from './sheet-columns';

const at = (text: string): Date => new Date(`${text}+09:00`);
const form = (...fields: FormField[]) => indexForm({ sections: [{ code: 's', label: 's', fields }] });
const options = [
  { code: 'listening', label: '傾聴' },
  { code: 'info_advice', label: '情報提供・助言' },
];
const first = form(
  { code: 'responses', label: '対応の種類', type: 'multi', options },
  { code: 'main_response', label: '主たる対応', type: 'single', mainOf: 'responses' },
  { code: 'age_years', label: '年齢', type: 'number', min: 0, max: 119 },
  { code: 'promised_at', label: '約束の日時', type: 'instant' },
  { code: 'summary', label: '要旨', type: 'text', narrative: true },
);
const second = form({ code: 'note', label: '備考', type: 'text' });
const context = {
  period: { from: at('2024-12-25T10:00'), until: at('2025-01-04T10:00') },
  now: at('2025-02-01T00:00'),
  versions: [
    { id: 'v1', inForceFrom: at('2024-12-26T00:00'), index: first },
    { id: 'v2', inForceFrom: at('2025-01-02T00:00'), index: second },
  ],
  organisations: new Map([['minato', 'org-1']]),
  staff: new Map([['org-1/S-1', 'person-1']]),
  channels: new Map([
    ['phone', 'phone'],
    ['電話', 'phone'],
    ['チャット', 'chat'],
  ]),
};
const read = sheetRowReader(context);
const row = (cells: Record<string, string>) => {
  const all: Record<string, string> = {
    record_no: 'R-1',
    organisation_code: 'minato',
    started_at: '2024-12-31 26:00:00',
    ...cells,
  };
  return read({ cell: (column) => all[column] ?? '', has: (column) => column in all });
};
const faults = (cells: Record<string, string>) =>
  row(cells).faults.map((fault) => `${fault.pointer} ${fault.code}`);

describe('sheetRowReader', () => {
  it('reads labels, codes, clock hours beyond 24 and digits of any width', () => {
    const reading = row({
      staff_code: ' S-1 ',
      channel: 'チャット',
      ended_at: '2025-01-01T02:30:00+09:00',
      talk_seconds: '１８００',
      call_no: 'C-9',
      responses: '傾聴；info_advice;',
      main_response: '情報提供･助言',
      age_years: '４５',
      promised_at: '2025-01-06 10:00',
      summary: ' 全角　ｶﾞ\r\n二行目 ',
    });
    expect(reading.row).toMatchObject({
      sourceNo: 'R-1',
      organisationId: 'org-1',
      callNo: 'C-9',
      formVersionId: 'v1',
      content: {
        channel: 'chat',
        startedAt: at('2025-01-01T02:00'),
        endedAt: at('2025-01-01T02:30'),
        talkSeconds: 1800,
        contactId: null,
        counsellorId: 'person-1',
        answers: {
          responses: ['listening', 'info_advice'],
          main_response: 'info_advice',
          age_years: 45,
          promised_at: '2025-01-06T10:00:00+09:00',
          summary: ' 全角　ｶﾞ\r\n二行目 ',
        },
      },
    });
  });

  it('takes a row with the least, by telephone', () => {
    expect(row({}).row?.content).toMatchObject({
      channel: 'phone',
      endedAt: null,
      talkSeconds: null,
      answers: {},
    });
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['no number', { record_no: ' ' }, ['record_no required']],
    ['a number too long', { record_no: 'x'.repeat(65) }, ['record_no record_no']],
    ['another organisation', { organisation_code: 'oki', staff_code: 'S-1' }, ['organisation_code unknown']],
    ['an unknown member of staff', { staff_code: 'S-2' }, ['staff_code unknown']],
    ['an unknown channel', { channel: '伝書鳩' }, ['channel unknown']],
    ['no time', { started_at: '' }, ['started_at instant']],
    ['a time that is none', { started_at: '2024-12-31 48:00' }, ['started_at instant']],
    [
      'a time outside the period',
      { started_at: '2025-01-04 10:00', note: '' },
      ['/startedAt outside_period'],
    ],
    ['a time before any form', { started_at: '2024-12-25 23:59:59' }, ['started_at no_form']],
    ['an end before the start', { ended_at: '2024-12-31 25:00' }, ['/endedAt span']],
    ['words for seconds', { talk_seconds: '30分' }, ['talk_seconds number']],
    [
      'answers of another form and wrong ones, all at once',
      { talk_seconds: '-1', note: 'x', responses: '傾聴;雑談', age_years: '若い' },
      ['talk_seconds number', 'note unknown_field', '/answers/responses option', '/answers/age_years number'],
    ],
  ])('names %s', (_, cells, expected) => {
    expect(faults(cells)).toEqual(expected);
  });

  it('gives out a row with faults only when it is a copy, which is compared before it is judged', () => {
    const sheet_id = '01890A5D-AC96-774B-BCCE-B302099A8057';
    const wrong = { age_years: '若い', summary: '話' };
    expect(row(wrong).row).toBeNull();
    const copy = row({ ...wrong, sheet_id });
    expect(copy.faults).toHaveLength(1);
    expect(copy.row?.copyOf?.id).toBe(sheet_id.toLowerCase());
    expect(copy.row?.copyOf?.cells.cell('summary')).toBe('話');
    expect(row({ sheet_id: '票' }).row?.copyOf).toBeNull();
  });

  it('judges each row by the form in force at its time', () => {
    expect(row({ started_at: '2025-01-01 23:59:59', responses: '傾聴' }).row?.formVersionId).toBe('v1');
    expect(row({ started_at: '2025-01-02 00:00:00', note: '傾聴' }).row?.formVersionId).toBe('v2');
    expect(faults({ started_at: '2025-01-02 00:00:00', responses: '傾聴' })).toEqual([
      'responses unknown_field',
    ]);
  });
});

describe('sheetColumns', () => {
  it('has the frame and the fields of every version, and titles for every fault', () => {
    const columns = sheetColumns([first, second]);
    expect(columns.map((column) => column.key)).toContain('note');
    expect(columns.find((column) => column.key === 'summary')?.names).toEqual(['要旨', 'summary']);
    const title = columnTitles(columns);
    expect(['record_no', '/startedAt', '/endedAt', '/answers/age_years', 'note'].map(title)).toEqual([
      '記録番号',
      '受付開始日時',
      '終了日時',
      '年齢',
      '備考',
    ]);
  });
});
