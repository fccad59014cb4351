import { tokyoDay } from '../../../shared/tokyo-time';
import type { BuildMaterial } from './build-material';

const PERSON_DAYS_PER_SECOND = 240;
const LEAST_SECONDS = 2.5;
const MOST_SECONDS = 60;

export interface BuildSize {
  readonly people: number;
  readonly days: number;
}

/** What a proposal gets where nobody says; three for 60 people and ten days are to be there within ten seconds, reading included. */
export function defaultSeconds({ people, days }: BuildSize): number {
  const wanted = (people * days) / PERSON_DAYS_PER_SECOND;
  return Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, wanted));
}

/** People of all organisations, and days on which a shift begins that may change. */
export function buildSize({ organisations }: Pick<BuildMaterial, 'organisations'>): BuildSize {
  const days = organisations.flatMap(({ shifts, freeShiftIds }) =>
    shifts.filter(({ id }) => freeShiftIds.has(id)).map(({ from }) => tokyoDay(from)),
  );
  return {
    people: organisations.reduce((sum, { people }) => sum + people.length, 0),
    days: new Set(days).size,
  };
}
