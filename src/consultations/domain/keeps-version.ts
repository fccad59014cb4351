import { countCodePoints } from '../../shared/count-code-points';
import { MINUTE_MS } from '../../shared/tokyo-time';

/** A state of a draft that is about to be replaced. */
export interface ReplacedState {
  readonly codePoints: number;
  /** When a state of this draft was last kept; null: never. */
  readonly keptAt: Date | null;
  /** How many are kept already. */
  readonly keptCount: number;
}

/** Less than this is a correction of a word. */
const SHRINK_CODE_POINTS = 20;
const OFTEN_MS = MINUTE_MS;
/** A draft that has been written at for hours is kept less often, so that its history stays small. */
const OFTEN_COUNT = 60;
const SELDOM_MS = 10 * MINUTE_MS;
const MOST = 200;

/** Is this state worth keeping: one per minute of typing, and the last one before a text got shorter. */
export function keepsVersion(replaced: ReplacedState, codePoints: number, now: Date): boolean {
  const { keptAt, keptCount } = replaced;
  if (keptCount >= MOST) return false;
  if (replaced.codePoints - codePoints >= SHRINK_CODE_POINTS) return true;
  const pause = keptCount < OFTEN_COUNT ? OFTEN_MS : SELDOM_MS;
  return keptAt === null || now.getTime() - keptAt.getTime() >= pause;
}

/** Characters in all texts of a draft, whatever it holds. */
export function countText(content: unknown): number {
  if (typeof content === 'string') return countCodePoints(content);
  if (typeof content !== 'object' || content === null) return 0;
  return Object.values(content).reduce<number>((sum, value) => sum + countText(value), 0);
}
