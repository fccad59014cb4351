import fc from 'fast-check';
import { findPersonalData } from '../../src/consultations/domain/personal-data/find-personal-data';
import { maskPersonalData } from '../../src/consultations/domain/personal-data/mask-personal-data';
import { readMarkedPhrase } from './marked-phrase';
import { LONGER_DEVELOPMENT, LONGER_HELD_BACK } from './longer-phrases';
import { DEVELOPMENT, HELD_BACK } from './phrases';

const NOTES = [...DEVELOPMENT, ...LONGER_DEVELOPMENT, ...HELD_BACK, ...LONGER_HELD_BACK].map(
  (phrase) => readMarkedPhrase(phrase).text,
);
/** What the rules look for, and what is unpleasant between it. */
const PIECES = [
  ...[
    '0',
    '9',
    '090',
    '1234',
    '5678',
    '-',
    'ー',
    '−',
    ' ',
    '　',
    '(',
    ')',
    '（',
    '+81',
    '〇',
    '一',
    '二',
    '十',
    '#',
    '〒',
  ],
  ...[
    '@',
    '＠',
    'アット',
    ' at ',
    '[at]',
    'a',
    'Taro',
    '.',
    'ドット',
    'example.jp',
    'gmail',
    'LINE',
    'ID',
    'https://x.com/',
  ],
  ...[
    '東京都',
    '新宿区',
    '市',
    '町',
    '丁目',
    '番地',
    '号',
    'の',
    'ハイツ',
    '荘',
    '201号室',
    '大字',
    '株式会社',
    '小学校',
    '3年2組',
  ],
  ...[
    '佐藤',
    '健太',
    'さとう',
    'サトウ',
    'ｻﾄｳ',
    '髙',
    '邉',
    '様',
    'さん',
    'ちゃん',
    '先生',
    'と申します',
    '名前は',
    '氏名：',
    '仮名',
    '娘の',
  ],
  ...[
    '昭和',
    '年',
    '月',
    '日',
    '生まれ',
    '普通',
    '記号',
    '口座番号',
    '品川',
    'あ',
    '\n',
    '\r\n',
    '、',
    '。',
    '\t',
  ],
  ...[
    '\u200b',
    '\u200d',
    '\u0301',
    '\u3099',
    '\ufe0f',
    '\u{e0100}',
    '👨‍👩‍👧',
    '🇯🇵',
    '\u20e3',
    '\ud800',
    '\udc00',
    '\u0000',
    '\ufdfa',
    '㈱',
    'ﾞ',
  ],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.oneof(fc.constantFrom(...NOTES), fc.constantFrom(...PIECES)), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
const RUNS = { numRuns: 1_000 };

function graphemeBoundaries(value: string): Set<number> {
  const segments = [...new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(value)];
  return new Set([...segments.map(({ index }) => index), value.length]);
}

describe('whatever is typed', () => {
  it('findings are ordered, apart from each other, not empty and never inside a grapheme', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const boundaries = graphemeBoundaries(typed);
        let end = 0;
        for (const finding of findPersonalData(typed)) {
          expect(finding.from).toBeGreaterThanOrEqual(end);
          expect(finding.until).toBeGreaterThan(finding.from);
          expect(finding.text).toBe(typed.slice(finding.from, finding.until));
          expect(finding.reason).toMatch(/。$/);
          expect(boundaries).toContain(finding.from);
          expect(boundaries).toContain(finding.until);
          end = finding.until;
        }
        expect(end).toBeLessThanOrEqual(typed.length);
      }),
      RUNS,
    );
  });

  it('masking nothing changes nothing', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(maskPersonalData(typed, [])).toBe(typed);
      }),
      RUNS,
    );
  });

  it('masking changes the chosen spans and nothing else', () => {
    fc.assert(
      fc.property(text, fc.integer(), (typed, choice) => {
        const chosen = findPersonalData(typed).filter((_, index) => ((choice >> (index % 31)) & 1) === 1);
        const masked = maskPersonalData(typed, chosen);
        let read = 0;
        let at = 0;
        for (const finding of chosen) {
          const kept = typed.slice(read, finding.from);
          expect(masked.slice(at, at + kept.length)).toBe(kept);
          const mask = /^〔[^〕]+〕/.exec(masked.slice(at + kept.length))?.[0] ?? '';
          expect(mask).not.toBe('');
          at += kept.length + mask.length;
          read = finding.until;
        }
        expect(masked.slice(at)).toBe(typed.slice(read));
      }),
      RUNS,
    );
  });
});

/** Each repeated to 50,000 and 100,000 characters; what made a rule slow once is in here for ever. */
const WORST = [
  ...[
    '0',
    '090-',
    '0 ',
    '〇九',
    '1-1-',
    '1234-5678 ',
    'a@',
    'a@b.',
    '@',
    ' at ',
    'ドット',
    'https://x.com/',
    'LINE',
    'ID',
  ],
  ...[
    '区',
    '市1-',
    '市町1丁目',
    '字山1',
    'の1',
    '荘2',
    'ハイツ',
    '鹿児島県鹿児島市',
    '小学校',
    '株式会社',
    '(株)',
  ],
  ...[
    '佐藤',
    'さん',
    '氏様君殿',
    'ア・',
    'と申します',
    '娘の',
    '名前は',
    '昭和60年3月4日生',
    '品川300あ',
    'Abc ',
  ],
  ...[
    '\u0301',
    '0\u0301',
    '👨‍👩‍👧‍👦',
    '🇯🇵',
    '🇯🇵0',
    'ﾊﾞ',
    '\ufdfa',
    '\u200d',
    '\ud800',
    '　',
    '\n',
    NOTES.join('\n'),
  ],
];

function cpuTime(typed: string): number {
  const start = process.cpuUsage();
  findPersonalData(typed);
  return process.cpuUsage(start).user;
}

/** Noise only ever adds time, so that the best of a few rounds counts; below some milliseconds the clock measures the machine. */
function growth(half: string, whole: string): number {
  const best = { half: Number.POSITIVE_INFINITY, whole: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 3; round += 1) {
    best.half = Math.min(best.half, cpuTime(half));
    best.whole = Math.min(best.whole, cpuTime(whole));
  }
  return best.whole / Math.max(best.half, 8_000);
}

describe('no text makes it slow', () => {
  it.each(WORST.map((unit) => [unit.slice(0, 12), unit]))(
    '%j: twice the text, at most three times the work',
    (_, unit) => {
      const of = (length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      const linear = [1, 2, 3].some(() => growth(of(50_000), of(100_000)) < 3);
      expect(linear).toBe(true);
    },
  );
});
