import { countCodePoints } from '../../shared/count-code-points';
import { MINUTE_MS } from '../../shared/tokyo-time';

/** A state of a draft that is about to be replaced. */
export interface ReplacedState {
  readonly codePoints: number;
  /** When a state of this draft was last kept; null: never. */
  readonly keptAt: Date | null;
  /** How many are kept already. */
  readonly keptCount: number;
  /** The longest the text has been since then. */
  readonly peakCodePoints: number;
}

/** Less than this is a correction of a word. */
const SHRINK_CODE_POINTS = 20;
const PAUSE_MS = MINUTE_MS;
/** So many are kept at this measure, then a few at twice of it, and so on: a history ends nowhere and stays small. */
const OFTEN_COUNT = 200;
const FEW_COUNT = 50;

/** Is this state worth keeping: one per minute of typing, and the last one before a text got shorter, in how many steps ever. */
export function keepsVersion(replaced: ReplacedState, codePoints: number, now: Date): boolean {
  const { keptAt, keptCount, peakCodePoints } = replaced;
  if (keptAt === null) return true;
  const measure = 2 ** Math.ceil(Math.max(0, keptCount + 1 - OFTEN_COUNT) / FEW_COUNT);
  const lost = Math.max(peakCodePoints, replaced.codePoints) - codePoints;
  if (lost >= measure * SHRINK_CODE_POINTS) return true;
  return now.getTime() - keptAt.getTime() >= measure * PAUSE_MS;
}

/** Characters in all texts of a draft, whatever it holds. */
export function countText(content: unknown): number {
  if (typeof content === 'string') return countCodePoints(content);
  if (typeof content !== 'object' || content === null) return 0;
  return Object.values(content).reduce<number>((sum, value) => sum + countText(value), 0);
}
