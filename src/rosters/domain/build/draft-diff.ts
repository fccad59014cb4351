import type { Interval } from '../../../shared/interval';
import { spanWords } from '../words';
import { wishLevel } from '../wish-level';
import type { OrganisationMaterial, ProposalName } from './build-material';
import { PROPOSALS } from './build-material';
import type { ProposedSeat } from './measure-proposal';

export interface DraftChange extends ProposedSeat {
  readonly kind: 'added' | 'removed';
  readonly reason: string;
}

const WISHES: Readonly<Record<string, string>> = {
  want: '本人が希望しています',
  can: '本人が勤務できるとしています',
  reluctant: '本人は「ほかにいなければ」としています',
};

/** What a proposal changes in the draft it was built from, with the reason of each cell. */
export function draftDiff(
  organisation: OrganisationMaterial,
  seats: readonly ProposedSeat[],
  name: ProposalName,
): DraftChange[] {
  const { draft, shifts, people } = organisation;
  const spans = new Map(shifts.map((shift) => [shift.id, shift]));
  const wishes = new Map(people.map((person) => [person.id, person.wishes]));
  const has = (list: readonly ProposedSeat[], seat: ProposedSeat) =>
    list.some(({ shiftId, personId }) => shiftId === seat.shiftId && personId === seat.personId);
  const words = (seat: ProposedSeat, say: (span: Interval) => string) => {
    const span = spans.get(seat.shiftId);
    return span ? say(span) : '';
  };
  const removed = draft
    .filter((seat) => !has(seats, seat))
    .map(({ shiftId, personId }) => {
      const heirs = seats.filter((seat) => seat.shiftId === shiftId && !has(draft, seat)).length;
      const why = heirs > 0 ? 'ほかの人に替わります' : '空席になります';
      const reason = words(
        { shiftId, personId },
        (span) => `${spanWords(span)}：${PROPOSALS[name]}の案では${why}。`,
      );
      return { shiftId, personId, kind: 'removed' as const, reason };
    });
  const added = seats
    .filter((seat) => !has(draft, seat))
    .map(({ shiftId, personId }) => {
      const reason = words({ shiftId, personId }, (span) => {
        const wish = WISHES[wishLevel(wishes.get(personId) ?? null, span)] ?? '規則の範囲で割り当てます';
        return `${spanWords(span)}：${PROPOSALS[name]}の案。${wish}。`;
      });
      return { shiftId, personId, kind: 'added' as const, reason };
    });
  return [...removed, ...added];
}
