import type { Board } from '../board';
import { shiftOf } from '../board';
import type { Counter } from './counters';
import { countersOf } from './counters';

/**
 * One person's rules as a walk from day to day: what may be worked on a day, what may follow it, how long runs last and
 * what is counted on the way. Counters that would make the walk too wide are left over for others to hold.
 */
export interface PersonProgram {
  readonly person: number;
  readonly days: readonly DayOptions[];
  readonly runs: Runs;
  /** Most kinds of option that differ in what they allow the day after. */
  readonly classes: number;
  readonly counters: readonly Counter[];
  readonly leftOver: readonly Counter[];
}

export interface DayOptions {
  /** Cells, and their places among the person's own. */
  readonly cells: readonly number[];
  readonly places: readonly number[];
  readonly classOf: readonly number[];
  /** Per class of the day before and option of this day: whether one may follow the other. */
  readonly follows: readonly (readonly boolean[])[];
  /** Not ruled out by a pin on another one; `follows` says so too. */
  readonly isOpen: readonly boolean[];
  readonly mayRest: boolean;
  /** On this day a weekend goes on that began the day before. */
  readonly goesOn: boolean;
}

interface Runs {
  readonly atMost: number;
  readonly atLeast: number;
  readonly offAtLeast: number;
  readonly before: number;
}

const MOST_TOTALS = 1500;
const MOST_NEEDED_TOTALS = 6000;

/** Nothing where a rule of the person has no place in the walk. */
export function personProgram(board: Board, person: number): PersonProgram | undefined {
  const { rest, runs = [], duties = [] } = board.problem.persons[person]!;
  if (rest?.price !== undefined || duties.length > 0 || runs.length > 1) return undefined;
  const rule = runs[0];
  if (rule?.tag !== undefined) return undefined;
  const days = dayOptions(board, person);
  if (!days) return undefined;
  const { atMost = Infinity, atLeast = 1, offAtLeast = 1, before = 0 } = rule ?? {};
  const chosen = chooseCounters(countersOf(board, person));
  if (!chosen) return undefined;
  const classes = Math.max(1, ...days.map(({ classOf }) => Math.max(0, ...classOf) + 1));
  return { person, days, runs: { atMost, atLeast, offAtLeast, before }, classes, ...chosen };
}

/** Only upper limits without a price can be held by others. */
function chooseCounters(all: readonly Counter[]): Pick<PersonProgram, 'counters' | 'leftOver'> | undefined {
  const isNeeded = ({ atLeast, costs, isWeekends }: Counter): boolean =>
    atLeast > 0 || costs !== undefined || isWeekends;
  const counters = all.filter(isNeeded);
  let totals = counters.reduce((product, { atMost }) => product * (atMost + 1), 1);
  if (totals > MOST_NEEDED_TOTALS) return undefined;
  const leftOver: Counter[] = [];
  for (const counter of all.filter((one) => !isNeeded(one)).toSorted((a, b) => a.atMost - b.atMost)) {
    if (totals * (counter.atMost + 1) > MOST_TOTALS) leftOver.push(counter);
    else {
      counters.push(counter);
      totals *= counter.atMost + 1;
    }
  }
  return { counters, leftOver };
}

function dayOptions(board: Board, person: number): DayOptions[] | undefined {
  const own = board.cellsOf[person]!;
  const byDay = Array.from({ length: board.days }, (): number[] => []);
  for (const cell of own) byDay[shiftOf(board, cell).day]?.push(cell);
  const first = own[0] ?? 0;
  const goesOn = new Set((board.problem.weekends ?? []).flatMap((days) => days.slice(1)));
  const isPair = (board.problem.weekends ?? []).every(
    (days) => days.length <= 2 && days[0]! + 1 >= days.at(-1)!,
  );
  const rest = board.problem.persons[person]!.rest?.minutes ?? 0;
  if (!isPair || reachesTwoDays(board, byDay, rest)) return undefined;
  let before = [byDay[0]!.map(() => true)];
  return byDay.map((cells, day): DayOptions => {
    const { classOf, follows } = classify(board, cells, byDay[day + 1] ?? [], rest);
    const musts = cells.filter((cell) => board.cells[cell]!.cell.pin === 'must');
    const isOpen = cells.map((cell) => musts.length === 0 || musts.includes(cell));
    const options = {
      cells,
      places: cells.map((cell) => cell - first),
      classOf,
      follows: before.map((row) => row.map((may, option) => may && isOpen[option]!)),
      isOpen,
      mayRest: musts.length === 0,
      goesOn: goesOn.has(day),
    };
    before = follows;
    return options;
  });
}

function reachesTwoDays(board: Board, byDay: readonly (readonly number[])[], rest: number): boolean {
  return byDay.some((cells, day) => {
    const ends = cells.map((cell) => shiftOf(board, cell).until + rest);
    return (byDay[day + 2] ?? []).some((cell) => ends.some((end) => end > shiftOf(board, cell).from));
  });
}

/** Options of a day that allow the same on the next one are of one class. */
function classify(
  board: Board,
  today: readonly number[],
  tomorrow: readonly number[],
  rest: number,
): { classOf: number[]; follows: boolean[][] } {
  const forbidden = board.problem.forbiddenSuccessions ?? [];
  const known = new Map<string, number>();
  const follows: boolean[][] = [];
  const classOf = today.map((cell) => {
    const one = shiftOf(board, cell);
    const row = tomorrow.map((later) => {
      const next = shiftOf(board, later);
      const isForbidden = forbidden.some((pair) => pair.kind === one.kind && pair.next === next.kind);
      return one.until + rest <= next.from && !isForbidden;
    });
    const key = row.join();
    if (!known.has(key)) known.set(key, follows.push(row) - 1);
    return known.get(key)!;
  });
  return { classOf, follows: follows.length > 0 ? follows : [tomorrow.map(() => true)] };
}
