import { readMarkedPhrase } from './marked-phrase';
import { LONGER_DEVELOPMENT, LONGER_HELD_BACK } from './longer-phrases';
import { DEVELOPMENT, HELD_BACK } from './phrases';

const KINDS = ['phone', 'email', 'address', 'postal_code', 'name', 'other_id'];

describe('the phrase list', () => {
  it('reads marks back as plain text and spans', () => {
    expect(readMarkedPhrase('母の{name:花子}、{phone:110}')).toEqual({
      text: '母の花子、110',
      spans: [
        { kind: 'name', from: 2, until: 4 },
        { kind: 'phone', from: 5, until: 8 },
      ],
    });
  });

  it('is large, and no phrase is in it twice', () => {
    const texts = [...DEVELOPMENT, ...LONGER_DEVELOPMENT, ...HELD_BACK, ...LONGER_HELD_BACK].map(
      (phrase) => readMarkedPhrase(phrase).text,
    );
    expect(texts.length).toBeGreaterThanOrEqual(240);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each([
    ['development', [...DEVELOPMENT, ...LONGER_DEVELOPMENT]],
    ['held back', [...HELD_BACK, ...LONGER_HELD_BACK]],
  ])('%s: every kind, and about six phrases in ten with personal data', (_, list) => {
    const phrases = list.map(readMarkedPhrase);
    const marked = phrases.filter(({ spans }) => spans.length > 0);
    expect(marked.length / phrases.length).toBeGreaterThan(0.5);
    expect(marked.length / phrases.length).toBeLessThan(0.65);
    expect(new Set(phrases.flatMap(({ spans }) => spans.map(({ kind }) => kind)))).toEqual(new Set(KINDS));
    for (const { text } of phrases) expect(text).not.toMatch(/[{}]/);
  });
});
