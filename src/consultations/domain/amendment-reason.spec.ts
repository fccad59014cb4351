import { DomainError } from '../../shared/domain-error';
import { readReason } from './amendment-reason';

const refusal = (given: string | undefined): string => {
  try {
    return readReason(given);
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
    expect(refusal(given)).toBe(expected);
  });
});
