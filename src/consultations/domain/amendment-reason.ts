import { invalid } from '../../shared/domain-error';
import { countCodePoints } from '../../shared/count-code-points';

const LONGEST = 500;
const CONTROL_BUT_LINES = /[^\P{Cc}\t\n\r]/u;

/** Why a sheet was corrected. A missing reason is a rule and no matter of shape: the correction behind it is kept. */
export function readReason(given: string | undefined): string {
  if (given === undefined || given.trim() === '') {
    throw invalid('/reason', 'required', '訂正の理由を入力してください。');
  }
  if (countCodePoints(given) > LONGEST) {
    throw invalid('/reason', 'too_long', `訂正の理由は${LONGEST}文字以内で入力してください。`);
  }
  if (CONTROL_BUT_LINES.test(given)) {
    throw invalid('/reason', 'text', '使用できない制御文字が含まれています。');
  }
  return given;
}
