import { HOUR_MS, startOfTokyoDay } from '../../../shared/tokyo-time';
import { dayWords, lengthWords } from '../words';
import { byStartDay, type DutyTime, dutiesOf, minutes, shiftIdsOf, weekOf } from '../work-time';
import { eachPerson, type RosterRule, wholeOf } from './rule';

const WEEK_MS = 7 * 24 * HOUR_MS;

export const weeklyHours: RosterRule = {
  code: 'weekly_hours',
  label: '週の勤務時間',
  strength: 'hard',
  weight: 0,
  basis: '労働基準法 第32条（週40時間）、第38条（事業場を異にする場合の通算）。週は月曜から。',
  excusable: true,
  scope: 'person',
  parameters: [{ name: 'hours', label: '週の上限（時間）', kind: 'whole', min: 1, max: 168, default: 40 }],
  check: eachPerson((person, parameters) => {
    const limit = wholeOf(parameters, 'hours') * 60;
    const weeks = new Map<string, DutyTime[]>();
    for (const [day, duties] of byStartDay(dutiesOf(person))) {
      weeks.set(weekOf(day), [...(weeks.get(weekOf(day)) ?? []), ...duties]);
    }
    return [...weeks].flatMap(([monday, duties]) => {
      const worked = duties.reduce((sum, duty) => sum + minutes(duty), 0);
      if (worked <= limit) return [];
      const from = startOfTokyoDay(monday);
      return [
        {
          personId: person.id,
          shiftIds: shiftIdsOf(duties),
          span: { from, until: new Date(from.getTime() + WEEK_MS) },
          excess: { amount: worked - limit, unit: 'minutes' as const },
          message: `${dayWords(monday)}からの週の勤務が${lengthWords(worked)}になり、上限の${lengthWords(limit)}を超えます。`,
        },
      ];
    });
  }),
};
