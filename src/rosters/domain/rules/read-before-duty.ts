import { missingOnDuty, type UnreadGuide } from '../../../guides/domain/unread-guides';
import type { ShiftFacts } from '../roster-facts';
import { spanWords } from '../words';
import { heldOnDuty } from './held-skill';
import { eachPerson, type RosterRule } from './rule';

/** Every duty asks for the documents that are in force for its desk, and for those kept elsewhere that a setting names. */
export function heldAndRead(
  kind: UnreadGuide['kind'],
  label: string,
): Pick<RosterRule, 'scope' | 'parameters' | 'check'> {
  const held = heldOnDuty(kind, label);
  const read = eachPerson((person) => {
    const unread = person.unread.filter((guide) => guide.kind === kind);
    return person.duties.flatMap((duty) =>
      missingOnDuty(unread, duty).map((guide) => ({
        personId: person.id,
        shiftIds: [duty.id],
        span: duty,
        excess: null,
        message: messageOf(guide, duty),
      })),
    );
  });
  return {
    ...held,
    check: (facts, parameters) => [...held.check(facts, parameters), ...read(facts, parameters)],
  };
}

function messageOf({ kind, title, number }: UnreadGuide, duty: ShiftFacts): string {
  return kind === 'pledge'
    ? `${spanWords(duty)}の勤務に必要な「${title}」（第${number}版）の誓約が、この期についてまだありません。`
    : `${spanWords(duty)}の勤務までに読む「${title}」（第${number}版）が未読です。`;
}
