import { spanWords } from '../words';
import { dutiesOf, minutes, shiftIdsOf } from '../work-time';
import { eachPerson, type RosterRule } from './rule';

export const noOverlap: RosterRule = {
  code: 'no_overlap',
  label: '勤務の重なり',
  strength: 'hard',
  weight: 0,
  basis: '同じ人が同じ時間に二つの席に座ることはできない。',
  fixed: true,
  excusable: false,
  scope: 'person',
  parameters: [],
  check: eachPerson((person) => {
    const duties = dutiesOf(person);
    return duties.flatMap((duty, index) =>
      duties.slice(index + 1).flatMap((later) => {
        if (later.from >= duty.until) return [];
        const span = { from: later.from, until: duty.until < later.until ? duty.until : later.until };
        return [
          {
            personId: person.id,
            shiftIds: shiftIdsOf([duty, later]),
            span,
            excess: { amount: minutes(span), unit: 'minutes' as const },
            message: `${spanWords(span)}に別の勤務と重なっています。`,
          },
        ];
      }),
    );
  }),
};
