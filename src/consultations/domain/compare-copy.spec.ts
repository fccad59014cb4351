import { indexForm } from '../../forms/domain/index-form';
import type { Answers } from '../../forms/domain/form-definition';
import { saysTheSame, type StandingSheet } from './compare-copy';
import { sheetRowReader } from './read-sheet-row';

const at = (text: string): Date => new Date(`${text}+09:00`);
const options = [
  { code: 'listening', label: '傾聴' },
  { code: 'info_advice', label: '情報提供・助言' },
];
const form = indexForm({
  sections: [
    {
      code: 's',
      label: 's',
      fields: [
        { code: 'responses', label: '対応の種類', type: 'multi', options },
        { code: 'age_years', label: '年齢', type: 'number', min: 0, max: 119 },
        { code: 'promised_at', label: '約束の日時', type: 'instant' },
        { code: 'summary', label: '要旨', type: 'text', narrative: true, required: true },
      ],
    },
  ],
});
const read = sheetRowReader({
  period: { from: at('2024-12-25T10:00'), until: at('2025-01-04T10:00') },
  now: at('2025-02-01T00:00'),
  versions: [{ id: 'v1', inForceFrom: at('2024-12-25T00:00'), index: form }],
  organisations: new Map([
    ['minato', 'org-1'],
    ['oki', 'org-2'],
  ]),
  staff: new Map([['org-1/S-1', 'person-1']]),
  channels: new Map([
    ['電話', 'phone'],
    ['チャット', 'chat'],
  ]),
});

const FRAME = {
  sheet_id: '01890a5d-ac96-774b-bcce-b302099a8057',
  record_no: '1',
  organisation_code: 'minato',
  started_at: '2025-01-01 02:00:00',
};
const CELLS = {
  ...FRAME,
  staff_code: 'S-1',
  channel: 'チャット',
  ended_at: '2025-01-01 02:30:00',
  talk_seconds: '60',
  call_no: 'C-1',
  responses: '傾聴;情報提供・助言',
  age_years: '45',
  promised_at: '2025-01-06 10:00',
  summary: '話',
};
const ANSWERS: Answers = {
  responses: ['listening', 'info_advice'],
  age_years: 45,
  promised_at: '2025-01-06T01:00:00Z',
  summary: '話',
};
const STANDING: StandingSheet = {
  organisationId: 'org-1',
  counsellorId: 'person-1',
  channel: 'chat',
  startedAt: at('2025-01-01T02:00'),
  endedAt: at('2025-01-01T02:30'),
  talkSeconds: 60,
  callNo: 'C-1',
  form,
  answers: ANSWERS,
};
const same = (file: Record<string, string>, standing: Partial<StandingSheet> = {}): boolean => {
  const cells = { cell: (column: string) => file[column] ?? '', has: (column: string) => column in file };
  const { row } = read(cells);
  if (row === null) throw new Error('a copy keeps its row');
  return saysTheSame({ ...STANDING, ...standing }, row, cells);
};

describe('saysTheSame', () => {
  it.each<[string, Record<string, string>, Partial<StandingSheet>]>([
    ['every column', CELLS, {}],
    ['the least of columns', FRAME, {}],
    ['no column of words', { ...CELLS, summary: '' }, { answers: { ...ANSWERS, summary: '' } }],
    ['a blank call number', { ...CELLS, call_no: '' }, {}],
    [
      'an answer that was left empty',
      { ...CELLS, responses: '' },
      { answers: { ...ANSWERS, responses: [] } },
    ],
    ['no call on either side', { ...CELLS, call_no: '' }, { callNo: null }],
    ['no end', { ...CELLS, ended_at: '' }, { endedAt: null }],
  ])('is true with %s', (_, cells, standing) => {
    expect(same(cells, standing)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ['organisation', { organisation_code: 'oki' }],
    ['counsellor', { staff_code: '' }],
    ['channel', { channel: '電話' }],
    ['start', { started_at: '2025-01-01 02:00:01' }],
    ['end', { ended_at: '' }],
    ['seconds of talk', { talk_seconds: '61' }],
    ['call', { call_no: 'C-2' }],
    ['choices', { responses: '傾聴' }],
    ['a number', { age_years: '' }],
    ['an instant', { promised_at: '2025-01-06 10:01' }],
    ['words', { summary: '話。' }],
  ])('is false with another %s', (_, edit) => {
    expect(same({ ...CELLS, ...edit })).toBe(false);
  });
});
