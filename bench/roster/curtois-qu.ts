import type { Cell, Demand, Limit, Person, RosterProblem, Shift } from '../../src/optimiser/problem';

/**
 * The text format of the shift scheduling benchmarks by Curtois and Qu. Each kind of shift is a field of its own that only
 * itself serves; shifts start with the day, and what may follow what is said by kind.
 */
export function readCurtoisQu(text: string): RosterProblem {
  const sections = readSections(text);
  const rows = (name: string): string[][] =>
    (sections.get(name) ?? []).map((line) => line.split(',').map((one) => one.trim()));
  const days = Number(sections.get('HORIZON')![0]);
  const kinds = rows('SHIFTS').map(([id, minutes, next = '']) => ({
    id: id!,
    minutes: Number(minutes),
    next: next.split('|').filter((one) => one !== ''),
  }));
  const kindAt = new Map(kinds.map(({ id }, at) => [id, at]));
  const requests = new Requests(kinds.length, kindAt);
  for (const [person, day, kind, weight] of rows('SHIFT_ON_REQUESTS'))
    requests.add(person!, [day!, kind!], -Number(weight));
  const granted = rows('SHIFT_ON_REQUESTS').reduce((sum, [, , , weight]) => sum + Number(weight), 0);
  for (const [person, day, kind, weight] of rows('SHIFT_OFF_REQUESTS'))
    requests.add(person!, [day!, kind!], Number(weight));
  const daysOff = new Map(rows('DAYS_OFF').map(([id, ...off]) => [id!, new Set(off.map(Number))]));
  return {
    dayStarts: Array.from({ length: days + 1 }, (_, day) => day * DAY),
    fields: kinds,
    organisations: [{ id: 'all' }],
    shifts: Array.from({ length: days }, (_, day) => kinds.map((kind, at) => shiftOn(day, kind, at))).flat(),
    persons: rows('STAFF').map((row) => readPerson(row, days, kinds, { requests, daysOff })),
    // A wish for a shift costs its weight when it is not granted: that much at first, and less for each granted one.
    demand: [...rows('COVER').map((row) => readCover(row, kindAt)), constantCost(granted)],
    needs: [],
    prices: { wish: { want: 0, can: 0, reluctant: 0 }, yen: 0 },
    forbiddenSuccessions: kinds.flatMap(({ id, next }) => next.map((one) => ({ kind: id, next: one }))),
    weekends: Array.from({ length: Math.floor(days / 7) }, (_, week) => [week * 7 + 5, week * 7 + 6]),
  };
}

interface Kind {
  readonly id: string;
  readonly minutes: number;
  readonly next: readonly string[];
}

const DAY = 1440;
const MOST_STAFF = 400;

function readSections(text: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  let current: string[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('SECTION_')) sections.set(line.slice('SECTION_'.length), (current = []));
    else current.push(line);
  }
  return sections;
}

class Requests {
  private readonly costs = new Map<string, number>();

  constructor(
    private readonly kinds: number,
    private readonly kindAt: ReadonlyMap<string, number>,
  ) {}

  add(person: string, [day, kind]: readonly [string, string], cost: number): void {
    const key = `${person}:${Number(day) * this.kinds + this.kindAt.get(kind)!}`;
    this.costs.set(key, (this.costs.get(key) ?? 0) + cost);
  }

  costOf(person: string, shift: number): number {
    return this.costs.get(`${person}:${shift}`) ?? 0;
  }
}

function shiftOn(day: number, kind: Kind, at: number): Shift {
  const from = day * DAY;
  const until = from + Math.min(kind.minutes, DAY);
  return {
    id: `${kind.id}@${day}`,
    day,
    from,
    until,
    minutes: kind.minutes,
    kind: kind.id,
    tags: [kind.id],
    fields: [at],
  };
}

function readPerson(
  row: readonly string[],
  days: number,
  kinds: readonly Kind[],
  { requests, daysOff }: { requests: Requests; daysOff: ReadonlyMap<string, ReadonlySet<number>> },
): Person {
  const [id = '', most = '', ...numbers] = row;
  const [maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = numbers.map(Number);
  const mostOf = new Map(
    most.split('|').map((part) => [part.split('=')[0]!, Number(part.split('=')[1])] as const),
  );
  const off = daysOff.get(id) ?? new Set<number>();
  const cells = Array.from({ length: days * kinds.length }, (_, shift): Cell | undefined => {
    const isOff =
      off.has(Math.floor(shift / kinds.length)) || mostOf.get(kinds[shift % kinds.length]!.id) === 0;
    return isOff ? undefined : { shift, level: 'can', cost: requests.costOf(id, shift) };
  });
  const perKind = [...mostOf].map(([kind, atMost]): Limit => ({
    rule: `most of ${kind}`,
    measure: `tag:${kind}`,
    atMost,
  }));
  return {
    id,
    organisation: 0,
    fields: kinds.map((_, field) => ({ field })),
    limits: [
      { rule: 'minutes', measure: 'minutes', atMost: maxMinutes!, atLeast: minMinutes! },
      { rule: 'weekends', measure: 'weekends', atMost: maxWeekends! },
      ...perKind,
    ],
    runs: [{ rule: 'days in a row', atMost: maxRun!, atLeast: minRun!, offAtLeast: minOff! }],
    cells: cells.filter((cell) => cell !== undefined),
  };
}

/** Under- and over-cover as a curve of what n people are worth. */
function readCover(row: readonly string[], kindAt: ReadonlyMap<string, number>): Demand {
  const [day, kind, needed, under, over] = row;
  const wanted = Number(needed);
  const worth = (people: number): number =>
    people <= wanted ? -(wanted - people) * Number(under) : -(people - wanted) * Number(over);
  return {
    from: Number(day) * DAY,
    until: Number(day) * DAY + 1,
    field: kindAt.get(kind!)!,
    offered: 0,
    answered: Array.from({ length: MOST_STAFF }, (_, people) => worth(people)),
    weight: 1,
  };
}

function constantCost(cost: number): Demand {
  return { from: -2, until: -1, field: 0, offered: cost, answered: [0], weight: 1 };
}
