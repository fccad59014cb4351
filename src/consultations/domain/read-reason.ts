import { invalid } from '../../shared/domain-error';
import { countCodePoints } from '../../shared/count-code-points';

/** Words that somebody gives with what they do to a sheet or draft. */
interface WordsRule {
  readonly pointer: string;
  /** What a refusal calls them. */
  readonly name: string;
  readonly longest: number;
}

const REASON = { pointer: '/reason' };

export const AMENDMENT_REASON: WordsRule = { ...REASON, name: '訂正の理由', longest: 500 };
export const LINK_REASON: WordsRule = { ...REASON, name: '呼との結び付きを変える理由', longest: 500 };
export const VOIDING_REASON: WordsRule = { ...REASON, name: '取り消す理由', longest: 2_000 };
export const SETTING_ASIDE_REASON: WordsRule = { ...REASON, name: '見送りの理由', longest: 2_000 };
export const RETURN_REASON: WordsRule = { pointer: '/comment', name: '差し戻す理由', longest: 2_000 };
export const REVIEW_COMMENT: WordsRule = { ...RETURN_REASON, name: '確認の言葉' };

const CONTROL_BUT_LINES = /[^\P{Cc}\t\n\r]/u;

/** A missing reason is a rule and no matter of shape: what was sent with it is kept. */
export function readReason(given: string | undefined, rule: WordsRule): string {
  if (given === undefined || given.trim() === '') {
    throw invalid(rule.pointer, 'required', `${rule.name}を入力してください。`);
  }
  return readWords(given, rule);
}

/** The same where nothing need be said. */
export function readWords(given: string, { pointer, name, longest }: WordsRule): string {
  if (countCodePoints(given) > longest) {
    throw invalid(pointer, 'too_long', `${name}は${longest}文字以内で入力してください。`);
  }
  if (CONTROL_BUT_LINES.test(given)) {
    throw invalid(pointer, 'text', '使用できない制御文字が含まれています。');
  }
  return given;
}
