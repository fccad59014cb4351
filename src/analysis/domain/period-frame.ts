import type { Interval } from '../../shared/interval';
import type { CodeLabel } from './code-rows';
import type { MappedChoice } from './series-groups';

/** What every table of a period needs besides the counted rows: its span, its menu and the code lists in force. */
export interface PeriodFrame {
  readonly id: string;
  readonly label: string;
  readonly span: Interval;
  /** Options by field code of the record sheet, newest version first, older codes after it. */
  readonly lists: ReadonlyMap<string, readonly CodeLabel[]>;
  /** Where series break: what the versions in force in the period made of the choices of those before them. */
  readonly changedChoices: readonly MappedChoice[];
  readonly menu: readonly CodeLabel[];
  /** Every field of the voice menu in any period. */
  readonly lineFields: readonly CodeLabel[];
  readonly channels: readonly CodeLabel[];
  /** Channels with opening hours in the period; null where no hours are registered at all. */
  readonly openChannels: ReadonlySet<string> | null;
  readonly origins: readonly CodeLabel[];
}

export function listOf(frame: PeriodFrame, ...fieldCodes: readonly string[]): readonly CodeLabel[] {
  const options = fieldCodes.flatMap((field) => frame.lists.get(field) ?? []);
  return firstOfEachCode(options);
}

/** A code that several versions of a form have keeps the label and place of the first given. */
export function firstOfEachCode(options: readonly CodeLabel[]): CodeLabel[] {
  const seen = new Map<string, CodeLabel>();
  for (const { code, label } of options) if (!seen.has(code)) seen.set(code, { code, label });
  return [...seen.values()];
}
