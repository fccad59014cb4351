import { startOfTokyoDay, nextTokyoDay } from '../../../shared/tokyo-time';
import type { PersonFacts } from '../roster-facts';
import { dayWords } from '../words';
import { isNight } from '../../../staffing/domain/nights';
import { byStartDay, type DutyTime, dutiesOf, runsOfDays, shiftIdsOf } from '../work-time';
import { eachPerson, type Finding, type RosterRule, wholeOf } from './rule';

export const consecutiveDays: RosterRule = {
  code: 'consecutive_days',
  label: '連続勤務日数',
  strength: 'hard',
  weight: 0,
  basis: '労働基準法 第35条（毎週少なくとも1回の休日）。',
  excusable: true,
  scope: 'person',
  parameters: [{ name: 'days', label: '連続の上限（日）', kind: 'whole', min: 1, max: 31, default: 6 }],
  check: eachPerson((person, parameters) =>
    tooLongRuns(person, dutiesOf(person), { limit: wholeOf(parameters, 'days'), what: '日' }),
  ),
};

export const consecutiveNights: RosterRule = {
  code: 'consecutive_nights',
  label: '連続夜勤',
  strength: 'hard',
  weight: 0,
  basis: '日本看護協会「看護職の夜勤・交代制勤務に関するガイドライン」（夜勤の連続は2回まで）。',
  excusable: true,
  scope: 'person',
  parameters: [{ name: 'nights', label: '連続の上限（夜）', kind: 'whole', min: 1, max: 31, default: 2 }],
  check: eachPerson((person, parameters) =>
    tooLongRuns(person, dutiesOf(person).filter(isNight), {
      limit: wholeOf(parameters, 'nights'),
      what: '夜',
    }),
  ),
};

interface RunLimit {
  readonly limit: number;
  readonly what: string;
}

function tooLongRuns(person: PersonFacts, duties: readonly DutyTime[], { limit, what }: RunLimit): Finding[] {
  const days = byStartDay(duties);
  return runsOfDays([...days.keys()])
    .filter((run) => run.length > limit)
    .map((run) => {
      const [first = '', last = ''] = [run[0], run.at(-1)];
      return {
        personId: person.id,
        shiftIds: shiftIdsOf(run.flatMap((day) => days.get(day) ?? [])),
        span: { from: startOfTokyoDay(first), until: startOfTokyoDay(nextTokyoDay(last)) },
        excess: { amount: run.length - limit, unit: 'days' },
        message: `${dayWords(first)}から${dayWords(last)}まで${run.length}${what}続き、上限の${limit}${what}を超えます。`,
      };
    });
}
