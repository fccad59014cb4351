import type { Interval } from '../../../shared/interval';
import { nightShare } from '../../../staffing/domain/nights';

/** Late night is paid a quarter more (労働基準法第37条第4項). */
const LATE_NIGHT_PREMIUM = 0.25;

/** What an hour of the duty costs on average, in ordinary hours. */
export function payFactor(span: Interval): number {
  return 1 + LATE_NIGHT_PREMIUM * nightShare(span);
}
