import { DomainError } from '../../shared/domain-error';
import { parseStrictJson } from './strict-json';

const read = (text: string): unknown => parseStrictJson(Buffer.from(text, 'utf8'));

function refusal(run: () => unknown): DomainError {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parseStrictJson', () => {
  it('keeps every code point', () => {
    const text = '髙﨑𠮷神葛\u{E0100}👨‍👩‍👧 ｶﾞ〜\u202e';
    expect(read(JSON.stringify({ text, nested: [{ a: { a: 1 } }, { a: 2 }] }))).toEqual({
      text,
      nested: [{ a: { a: 1 } }, { a: 2 }],
    });
  });

  it.each([
    ['invalid_json', '{"a":1'],
    ['invalid_json', ''],
    ['duplicate_key', '{"a":1,"a":2}'],
    ['duplicate_key', '{"x":{"a":1, "\\u0061" : 2}}'],
    ['forbidden_key', '{"x":[{"__proto__":{}}]}'],
    ['too_deep', `${'['.repeat(33)}${']'.repeat(33)}`],
    ['too_many_keys', JSON.stringify(Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [i, 0])))],
    ['too_many_values', `[${'0,'.repeat(10_000)}0]`],
    ['forbidden_key', '{"a\\u0000":1}'],
    ['too_deep', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ])('refuses with %s', (code, text) => {
    expect(refusal(() => read(text))).toMatchObject({ kind: 'malformed', code });
  });

  it('accepts 32 levels and brackets inside strings', () => {
    expect(read(`${'['.repeat(32)}${']'.repeat(32)}`)).toBeDefined();
    expect(read(JSON.stringify('['.repeat(100)))).toBe('['.repeat(100));
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(refusal(() => parseStrictJson(Buffer.from([0x22, 0xc0, 0x80, 0x22]))).code).toBe('invalid_utf8');
  });

  it.each([
    ['{"a/b":["x","\\ud800"]}', '/a~1b/1'],
    ['{"note":"a\\u0000"}', '/note'],
  ])('names the place of a character that cannot be kept: %s', (text, pointer) => {
    expect(refusal(() => read(text))).toMatchObject({
      kind: 'invalid',
      faults: [{ pointer, code: 'character' }],
    });
  });
});
