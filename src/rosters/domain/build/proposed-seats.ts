import type { Assignment } from '../../../optimiser/problem';
import type { BuildMaterial } from './build-material';
import {
  measureProposals,
  type OrganisationSeats,
  type ProposalFigures,
  type ProposedSeat,
  withoutHardBreaches,
} from './measure-proposal';
import { standingSeats } from './standing';
import type { ConvertedBuild } from './to-problem';

/** Part of the answered calls that a proposal may give up for what it is named after. */
const TOLERANCE = 0.01;

/** What stands and what the engine gave, less whatever the rules themselves refuse. */
export function proposedSeats(
  material: BuildMaterial,
  converted: ConvertedBuild,
  roster: readonly Assignment[],
): OrganisationSeats[] {
  const given = roster.flatMap(({ person, shift }): (ProposedSeat & { organisation: number })[] => {
    const [personId, shiftId] = [converted.personIds[person], converted.shiftIds[shift]];
    const organisation = converted.problem.persons[person]?.organisation;
    if (personId === undefined || shiftId === undefined || organisation === undefined) return [];
    return [{ personId, shiftId, organisation }];
  });
  return material.organisations.map((organisation, index) => {
    const standing = standingSeats(organisation).map(({ shiftId, personId }) => ({ shiftId, personId }));
    const found = given
      .filter((seat) => seat.organisation === index)
      .map(({ shiftId, personId }) => ({ shiftId, personId }));
    const kept = new Set<ProposedSeat>(standing);
    const seats = withoutHardBreaches(material, organisation, [...standing, ...found], (seat) =>
      kept.has(seat),
    );
    return { organisation, seats };
  });
}

interface Measured {
  readonly rosters: readonly OrganisationSeats[];
  readonly figures: readonly ProposalFigures[];
  /** The draft was better, so nothing is proposed. */
  readonly keepsDraft: boolean;
}

/** A proposal that answers fewer calls than the draft is none. The draft counts without what breaks hard rules in it. */
export function notWorse(
  material: BuildMaterial,
  rosters: readonly OrganisationSeats[],
  isProven: boolean,
): Measured {
  const figures = measureProposals(material, rosters);
  // What is proven best may give up calls for whatever the rules weigh more.
  if (isProven) return { rosters, figures, keepsDraft: false };
  const drafted = material.organisations.map((organisation): OrganisationSeats => {
    const standing = new Set(standingSeats(organisation).map(keyOf));
    const seats = organisation.draft.map(({ shiftId, personId }) => ({ shiftId, personId }));
    return {
      organisation,
      seats: withoutHardBreaches(material, organisation, seats, (seat) => standing.has(keyOf(seat))),
    };
  });
  const before = measureProposals(material, drafted);
  const isWorse = answeredBy(figures) < answeredBy(before) * (1 - TOLERANCE);
  return isWorse
    ? { rosters: drafted, figures: before, keepsDraft: true }
    : { rosters, figures, keepsDraft: false };
}

export function remarkOf({
  keepsDraft,
  isProven,
}: {
  readonly keepsDraft: boolean;
  readonly isProven: boolean;
}): string | null {
  if (keepsDraft)
    return '時間内に今の下書きより多くの呼に応じられる案が見つからなかったため、下書きのままにしています。時間を延ばしてやり直してください。';
  return isProven
    ? null
    : '時間内に最善と確かめられませんでした。時間を延ばすと、さらに良い案が見つかることがあります。';
}

function answeredBy(figures: readonly ProposalFigures[]): number {
  return figures.reduce((sum, each) => sum + each.answeredCalls, 0);
}

function keyOf({ shiftId, personId }: ProposedSeat): string {
  return `${shiftId} ${personId}`;
}
