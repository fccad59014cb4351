import type { RunRule } from '../../problem';
import type { Board } from '../board';
import { shiftOf } from '../board';
import type { LinearModel, Terms } from './linear-model';
import { sumOf } from './linear-model';

/** Days in a row. Upper limits alone are sliding windows; lower ones need the days on which runs start and stop. */
export function addRuns(model: LinearModel, board: Board): void {
  for (const [person, { runs }] of board.problem.persons.entries()) {
    for (const rule of runs ?? []) {
      const work = workByDay(board, person, rule);
      if ((rule.atLeast ?? 1) > 1 || (rule.offAtLeast ?? 1) > 1) addStartsAndStops(model, work, rule, person);
      else addWindows(model, work, rule);
    }
  }
}

interface DayWork {
  readonly cells: readonly number[];
  /** Work that stands already. */
  readonly standing: 0 | 1;
}

function workByDay(board: Board, person: number, { tag }: RunRule): DayWork[] {
  const has = (tags: readonly string[] | undefined): boolean =>
    tag === undefined || (tags?.includes(tag) ?? false);
  const duties = (board.problem.persons[person]!.duties ?? []).filter((duty) => has(duty.tags));
  const days = Array.from({ length: board.days }, (): number[] => []);
  for (const cell of board.cellsOf[person]!) {
    const shift = shiftOf(board, cell);
    if (has(shift.tags)) days[shift.day]!.push(cell);
  }
  return days.map((cells, day) => ({ cells, standing: duties.some((duty) => duty.day === day) ? 1 : 0 }));
}

function addWindows(model: LinearModel, work: readonly DayWork[], { atMost, before = 0 }: RunRule): void {
  if (atMost === undefined) return;
  for (let first = -Math.min(before, atMost); first + atMost < work.length; first++) {
    const window = work.slice(Math.max(0, first), first + atMost + 1);
    const standing = Math.max(0, -first) + window.filter((day) => day.standing).length;
    const days = window.filter((day) => day.cells.length > 0 && !day.standing);
    const cells = window.flatMap((day) => day.cells);
    if (days.length + standing > atMost)
      model.addRow(sumOf(cells), { upper: atMost - standing, days: window.length });
  }
}

/**
 * As in unit commitment: with starts y, stops z and work w, y − z = w − w of yesterday; a run started in its last c days is
 * on, one stopped in its last o days is off, and whoever is on started within the last cmax days.
 */
function addStartsAndStops(model: LinearModel, work: readonly DayWork[], rule: RunRule, owner: number): void {
  const on = work.map((day) => {
    const column = model.addColumn({ lower: day.standing, owner });
    model.addRow([...sumOf(day.cells), [column, -1]], { lower: -day.standing, upper: -day.standing });
    return column;
  });
  const before = rule.before ?? 0;
  const starts = work.map((_, day) => model.addColumn({ owner, upper: day === 0 && before > 0 ? 0 : 1 }));
  const stops = work.map((_, day) => model.addColumn({ owner, upper: day === 0 && before === 0 ? 0 : 1 }));
  model.completions.push((values) => {
    let yesterday = before > 0 ? 1 : 0;
    for (const [day, { cells, standing }] of work.entries()) {
      const now = standing || cells.some((cell) => values[cell]! > 0.5) ? 1 : 0;
      values[on[day]!] = now;
      values[starts[day]!] = now > yesterday ? 1 : 0;
      values[stops[day]!] = now < yesterday ? 1 : 0;
      yesterday = now;
    }
  });
  for (const day of work.keys()) {
    const yesterday: Terms = day === 0 ? [] : [[on[day - 1]!, 1]];
    const change = day === 0 && before > 0 ? -1 : 0;
    model.addRow([[starts[day]!, 1], [stops[day]!, -1], [on[day]!, -1], ...yesterday], {
      lower: change,
      upper: change,
      days: 2,
    });
    addLowerRuns(model, { on, starts, stops }, rule, day);
  }
  addUpperRuns(model, { on, starts, stops }, rule);
}

interface RunColumns {
  readonly on: readonly number[];
  readonly starts: readonly number[];
  readonly stops: readonly number[];
}

/** A run that began before the period, or goes on after it, is of unknown length: only starts and stops inside count. */
function addLowerRuns(
  model: LinearModel,
  { on, starts, stops }: RunColumns,
  rule: RunRule,
  day: number,
): void {
  const recent = (columns: readonly number[], length: number): Terms =>
    sumOf(columns.slice(Math.max(1, day - length + 1), day + 1));
  const { atLeast = 1, offAtLeast = 1 } = rule;
  const begun = recent(starts, atLeast);
  const ended = recent(stops, offAtLeast);
  if (begun.length > 0) model.addRow([...begun, [on[day]!, -1]], { upper: 0, days: atLeast });
  if (ended.length > 0) model.addRow([...ended, [on[day]!, 1]], { upper: 1, days: offAtLeast });
}

function addUpperRuns(model: LinearModel, { on, starts }: RunColumns, { atMost, before = 0 }: RunRule): void {
  if (atMost === undefined) return;
  for (let last = Math.max(0, atMost - before); last < on.length; last++) {
    const window = starts.slice(Math.max(0, last - atMost + 1), last + 1);
    model.addRow([[on[last]!, 1], ...sumOf(window, -1)], { upper: 0, days: atMost });
  }
}
