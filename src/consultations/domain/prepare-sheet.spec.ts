import type { Answers } from '../../forms/domain/form-definition';
import { indexForm } from '../../forms/domain/index-form';
import { checkAnswers, checkReception, prepareSheet, type SheetContent } from './prepare-sheet';

const at = (text: string): Date => new Date(`${text}+09:00`);
const period = { from: at('2025-12-25T10:00'), until: at('2026-01-04T10:00') };
const form = indexForm({
  sections: [
    {
      code: 's',
      label: 's',
      fields: [
        { code: 'age_years', label: '年齢', type: 'number', min: 0, max: 119 },
        { code: 'age_band', label: '年代', type: 'single', options: [{ code: 'a19', label: '19歳' }] },
        { code: 'municipality', label: '市区町村', type: 'text' },
        { code: 'summary', label: '要旨', type: 'text', narrative: true },
      ],
    },
  ],
});
const content = (answers: Answers): SheetContent => ({
  channel: 'phone',
  startedAt: at('2025-12-31T23:00'),
  endedAt: null,
  talkSeconds: null,
  contactId: null,
  counsellorId: null,
  answers,
});

describe('checkReception', () => {
  it.each([
    ['the first instant', '2025-12-25T10:00', null, []],
    ['one millisecond early', '2025-12-25T09:59:59.999', null, ['/startedAt']],
    ['the last instant, ending after the period', '2026-01-04T09:59:59.999', '2026-01-04T11:00', []],
    ['the end of the period', '2026-01-04T10:00', null, ['/startedAt']],
    ['ended as it started', '2026-01-01T00:00', '2026-01-01T00:00', []],
    ['ended before it started', '2026-01-01T00:00', '2025-12-31T23:59', ['/endedAt']],
    ['ended a day later', '2025-12-31T23:50', '2026-01-01T23:50', []],
    ['ended more than a day later', '2025-12-31T23:50', '2026-01-01T23:50:00.001', ['/endedAt']],
    ['ended in the wrong year', '2025-12-31T23:50', '2027-01-01T00:20', ['/endedAt']],
    ['both wrong', '2024-01-01T00:00', '2023-12-31T23:59', ['/startedAt', '/endedAt']],
  ])('%s', (_, started, ended, pointers) => {
    const faults = checkReception(period, {
      startedAt: at(started),
      endedAt: ended === null ? null : at(ended),
    });
    expect(faults.map((fault) => fault.pointer)).toEqual(pointers);
  });
});

describe('checkAnswers', () => {
  it('names each field once', () => {
    const faults = checkAnswers(form, { age_years: 15, age_band: 'a20s', summary: 3 });
    expect(faults.map((fault) => `${fault.pointer} ${fault.code}`)).toEqual([
      '/answers/age_band option',
      '/answers/summary text',
    ]);
    expect(checkAnswers(form, { age_years: 15, age_band: 'a19' }).map((fault) => fault.code)).toEqual([
      'age',
    ]);
  });
});

describe('prepareSheet', () => {
  it('keeps words about a person apart from codes, as they were typed', () => {
    const answers = { age_years: 19, municipality: ' 千代田区 ', summary: '  眠れない\r\n' };
    const sheet = prepareSheet(form, content(answers));
    expect(sheet.narratives).toEqual([{ field: 'summary', text: '  眠れない\r\n' }]);
    expect(sheet.plainAnswers).toEqual({ age_years: 19, municipality: ' 千代田区 ' });
    expect(sheet.codes.ageBand).toBe('a19');
    expect(sheet.content.answers).toBe(answers);
  });
});
