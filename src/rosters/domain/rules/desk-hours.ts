import { cutByInterval } from '../by-interval';
import type { RosterFacts, ShiftFacts } from '../roster-facts';
import { lengthWords, spanWords } from '../words';
import { minutes } from '../work-time';
import { openSpans } from '../open-spans';
import { eachPerson, type RosterRule, wholeOf } from './rule';

/** The desk for those under 18 answers in the day only; whoever sits there later is not called (domain rule 12). */
export const deskHours: RosterRule = {
  code: 'desk_hours',
  label: '窓口の受付時間',
  strength: 'weighted',
  weight: 3,
  basis: '18歳以下など時間を限った窓口の席は、受付時間の中に置く。',
  excusable: true,
  scope: 'person',
  parameters: [
    {
      name: 'graceMinutes',
      label: '前後に認める準備・片付け（分）',
      kind: 'whole',
      min: 0,
      max: 240,
      default: 60,
    },
  ],
  check: eachPerson((person, parameters, facts) =>
    person.duties.flatMap((duty) => {
      const idle = minutesOutside(facts, duty);
      if (idle <= wholeOf(parameters, 'graceMinutes')) return [];
      return [
        {
          personId: person.id,
          shiftIds: [duty.id],
          span: duty,
          excess: { amount: idle, unit: 'minutes' as const },
          message: `${spanWords(duty)}の勤務のうち${lengthWords(idle)}は窓口の受付時間の外です。`,
        },
      ];
    }),
  ),
};

/** Nothing is outside while nobody has entered the hours of this desk. */
function minutesOutside({ openingHours }: RosterFacts, duty: ShiftFacts): number {
  if (duty.fieldCode === null) return 0;
  const own = openingHours.filter(
    ({ channel, fieldCode }) => channel === duty.channel && fieldCode === duty.fieldCode,
  );
  if (own.length === 0) return 0;
  const open = cutByInterval(openSpans(own, duty)).reduce((sum, span) => sum + minutes(span), 0);
  return minutes(duty) - open;
}
