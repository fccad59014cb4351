import fc from 'fast-check';
import { hideCaller } from './hide-caller';

const aligned = (column: string | null) => ({ column, aligned: true });
const outOfStep = (column: string | null) => ({ column, aligned: false });

/** What people, spreadsheets and carriers put between the digits of a number. */
const SEPARATORS = [
  ...[
    '',
    ' ',
    '\u3000',
    '\u00A0',
    '\t',
    '\n',
    '\u200B',
    '\u2060',
    '-',
    '‐',
    '\u2011',
    '‒',
    '–',
    '—',
    '―',
    '−',
    '－',
  ],
  ...[
    'ー',
    'ｰ',
    '﹣',
    '(',
    ')',
    '（',
    '）',
    '[',
    ']',
    '［',
    '］',
    '.',
    '．',
    '・',
    '･',
    '/',
    '／',
    ':',
    ',',
    '，',
    '_',
    '~',
    '〜',
    'の',
  ],
];
const DIGITS = ['0123456789', '０１２３４５６７８９', '٠١٢٣٤٥٦٧٨٩', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗'].map((ten) =>
  Array.from(ten),
);

const plain = fc.oneof(
  fc.stringMatching(/^0[1-9]\d{7,13}$/),
  fc.stringMatching(/^\+81[1-9]\d{6,12}$/),
  fc.stringMatching(/^\+?[1-9]\d{8,14}$/).filter((number) => !/^(19|20)/.test(number)),
);
const spelled = plain.chain((number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...DIGITS), fc.constantFrom(...SEPARATORS)), {
      minLength: number.length,
      maxLength: number.length,
    })
    .map((ways) =>
      ways
        .map(([digits, after], i) => {
          const sign = number.charAt(i);
          return `${sign === '+' ? sign : (digits[Number(sign)] ?? '')}${i === ways.length - 1 ? '' : after}`;
        })
        .join(''),
    ),
);
const words = fc.constantFrom('', 'TEL', '携帯：', '（自宅）', ' 宛', '様', 'a', '"', "'");
const column = fc.constantFrom(
  ...[
    'leg',
    'channel',
    'dialledAt',
    'dialledAt.time',
    'digit',
    'endedAt',
    'organisationCode',
    'result',
    'origin',
    'endedBy',
  ],
  ...['callerNumber', null],
);

describe('hideCaller', () => {
  it('leaves no number, however it is written, wherever it stands', () => {
    fc.assert(
      fc.property(spelled, words, words, column, fc.boolean(), (number, before, after, key, inStep) => {
        expect(hideCaller(before + number + after, { column: key, aligned: inStep })).toBe('＊＊＊');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['the number itself', '090-1234-5678', aligned('callerNumber')],
    ['whatever stands in its column', '非通知', aligned('callerNumber')],
    ['a number in a column that nobody named', '＋８１ 90 1234 5678', aligned(null)],
    ['a number that slipped into another column', '09012345678', outOfStep('origin')],
    ['a number in a column of words', '携帯 090-1234-5678', aligned('origin')],
    ['a number in the column of an instant', '090-1234-5678', aligned('dialledAt')],
    ['a number that follows an instant', '2024-12-26 12:00:00 09012345678', aligned('dialledAt')],
    ['a call number that may be a caller’s', '09012345678', outOfStep('carrierNo')],
    ['two numbers', '09012345678 08011112222', aligned('result')],
    ['the part of a number that a comma cut', '1234', outOfStep('result')],
    ['the part of a number that has columns of its own', '5678', aligned(null)],
  ])('hides %s', (_, cell, place) => {
    expect(hideCaller(cell, place)).toBe('＊＊＊');
  });

  it.each([
    ['a call number of digits', '0901234567', aligned('carrierNo')],
    ['nothing', '', aligned('callerNumber')],
    ['an instant', '2024-12-26 12:00:00', outOfStep('dialledAt')],
    ['an instant in its column', '2024-12-26 26:00:00', aligned('dialledAt')],
    ['an instant with its offset', '2024-12-26T12:00:00.500+09:00', aligned('answeredAt')],
    ['an instant without marks', '20241226120000', aligned('endedAt')],
    ['a clock of its own column', '12:00:00', aligned('dialledAt.time')],
    ['a word', '応答', outOfStep('result')],
    ['a key', '3', outOfStep('digit')],
    ['a call number with letters', 'C-1024', outOfStep('carrierNo')],
    ['the code of an organisation', 'org-00000012', aligned('organisationCode')],
  ])('keeps %s', (_, cell, place) => {
    expect(hideCaller(cell, place)).toBe(cell);
  });
});
