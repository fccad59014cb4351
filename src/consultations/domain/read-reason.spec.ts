import { DomainError } from '../../shared/domain-error';
import { AMENDMENT_REASON, readReason, readWords, REVIEW_COMMENT, VOIDING_REASON } from './read-reason';

const outcome = (read: () => string): string => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.kind} ${error.faults.map(({ pointer, code }) => `${pointer} ${code}`).join()}`;
  }
};

describe('readReason', () => {
  it.each([
    ['nothing', undefined, 'invalid /reason required'],
    ['an empty text', '', 'invalid /reason required'],
    ['blanks of any width', ' 　\n', 'invalid /reason required'],
    ['the longest reason, counted in characters', '𠮷'.repeat(500), '𠮷'.repeat(500)],
    ['one character more', 'あ'.repeat(501), 'invalid /reason too_long'],
    ['control characters', '訂\u0007正', 'invalid /reason text'],
    ['lines, as they were typed', ' 訂正\r\n\t二行目', ' 訂正\r\n\t二行目'],
  ])('%s', (_, given, expected) => {
    expect(outcome(() => readReason(given, AMENDMENT_REASON))).toBe(expected);
  });
});

it('takes as long a text as its rule says, and calls it by its name', () => {
  expect(outcome(() => readReason('あ'.repeat(2_000), VOIDING_REASON))).toHaveLength(2_000);
  const blank = (): unknown => {
    try {
      return readReason('', VOIDING_REASON);
    } catch (error) {
      return error;
    }
  };
  expect(blank()).toMatchObject({ faults: [{ message: '取り消す理由を入力してください。' }] });
});

describe('readWords', () => {
  it.each([
    ['nothing', '', ''],
    ['blanks', ' ', ' '],
    ['too much', 'あ'.repeat(2_001), 'invalid /comment too_long'],
    ['control characters', '\u0007', 'invalid /comment text'],
  ])('%s', (_, given, expected) => {
    expect(outcome(() => readWords(given, REVIEW_COMMENT))).toBe(expected);
  });
});
