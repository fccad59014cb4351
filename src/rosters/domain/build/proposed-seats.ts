import type { Assignment } from '../../../optimiser/problem';
import type { BuildResult } from '../../../optimiser/roster-build';
import type { Steps } from '../../../shared/steps';
import type { BuildMaterial } from './build-material';
import {
  type OrganisationSeats,
  type ProposalFigures,
  type ProposedSeat,
  seatKey,
  withoutHardBreaches,
} from './measure-proposal';
import { standingSeats } from './standing';
import type { ConvertedBuild } from './to-problem';

/** Part of the answered calls that a proposal may give up for what it is named after. */
const TOLERANCE = 0.01;

/** What stands and what the engine gave, less whatever the rules themselves refuse. */
export function* proposedSeats(
  material: BuildMaterial,
  converted: ConvertedBuild,
  roster: readonly Assignment[],
): Steps<OrganisationSeats[]> {
  const given = roster.flatMap(({ person, shift }): (ProposedSeat & { organisation: number })[] => {
    const [personId, shiftId] = [converted.personIds[person], converted.shiftIds[shift]];
    const organisation = converted.problem.persons[person]?.organisation;
    if (personId === undefined || shiftId === undefined || organisation === undefined) return [];
    return [{ personId, shiftId, organisation }];
  });
  const rosters: OrganisationSeats[] = [];
  for (const [index, organisation] of material.organisations.entries()) {
    const standing = standingSeats(organisation).map(({ shiftId, personId }) => ({ shiftId, personId }));
    const found = given
      .filter((seat) => seat.organisation === index)
      .map(({ shiftId, personId }) => ({ shiftId, personId }));
    const stands = new Set<ProposedSeat>(standing);
    const seats = yield* withoutHardBreaches(material, organisation, [...standing, ...found], (seat) =>
      stands.has(seat),
    );
    rosters.push({ organisation, seats });
  }
  return rosters;
}

/** The draft without what breaks hard rules in it. */
export function* draftedSeats(material: BuildMaterial): Steps<OrganisationSeats[]> {
  const rosters: OrganisationSeats[] = [];
  for (const organisation of material.organisations) {
    const standing = new Set(standingSeats(organisation).map(seatKey));
    const draft = organisation.draft.map(({ shiftId, personId }) => ({ shiftId, personId }));
    const seats = yield* withoutHardBreaches(material, organisation, draft, (seat) =>
      standing.has(seatKey(seat)),
    );
    rosters.push({ organisation, seats });
  }
  return rosters;
}

/** Rosters of all organisations, and what each would mean. */
export interface MeasuredRosters {
  readonly rosters: readonly OrganisationSeats[];
  readonly figures: readonly ProposalFigures[];
}

interface ChosenRosters extends MeasuredRosters {
  /** The draft was better, so nothing is proposed. */
  readonly keepsDraft: boolean;
}

/**
 * A proposal that answers fewer calls than the draft is none. Without a draft to compare with (what is proven best may give up
 * calls for whatever the rules weigh more) the proposal stands.
 */
export function notWorse(proposal: MeasuredRosters, draft: MeasuredRosters | null): ChosenRosters {
  const isWorse =
    draft !== null && answeredBy(proposal.figures) < answeredBy(draft.figures) * (1 - TOLERANCE);
  return isWorse ? { ...draft, keepsDraft: true } : { ...proposal, keepsDraft: false };
}

export function remarkOf({
  keepsDraft,
  status,
}: {
  readonly keepsDraft: boolean;
  readonly status: BuildResult['status'];
}): string | null {
  if (keepsDraft)
    return '時間内に今の下書きより多くの呼に応じられる案が見つからなかったため、下書きのままにしています。時間を延ばしてやり直してください。';
  if (status === 'cancelled')
    return '時間の上限に達したため、途中で打ち切りました。同じ値と歩数でも、同じ勤務表になるとは限りません。';
  return status === 'proven'
    ? null
    : '時間内に最善と確かめられませんでした。時間を延ばすと、さらに良い案が見つかることがあります。';
}

function answeredBy(figures: readonly ProposalFigures[]): number {
  return figures.reduce((sum, each) => sum + each.answeredCalls, 0);
}
