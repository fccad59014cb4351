import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { inSlices } from '../../src/platform/jobs/in-slices';
import { EngineProcess } from '../../src/rosters/builds/engine-process';
import type { BuildMaterial } from '../../src/rosters/domain/build/build-material';
import { checkRoster } from '../../src/rosters/domain/check-roster';
import { firstFill } from '../../src/rosters/domain/build/first-fill';
import { measureProposals, type OrganisationSeats } from '../../src/rosters/domain/build/measure-proposal';
import { proposedSeats } from '../../src/rosters/domain/build/proposed-seats';
import { toProblem } from '../../src/rosters/domain/build/to-problem';
import { coordinatorMaterial } from './coordinator-material';

/** 60 people and ten days, from rows to three measured proposals. */
const LIMIT_SECONDS = 10;
const NAMES = ['most-wishes', 'fairest', 'cheapest'] as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '2.5' }, seed: { type: 'string', default: '1' } },
  });
  const material = coordinatorMaterial(Number(values.seed));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const converted = await inSlices(toProblem(material, 'balanced'));
  const problem = { ...converted.problem, draft: await inSlices(firstFill(converted.problem)) };
  const answer = await new EngineProcess().build(
    problem,
    { seconds: Number(values.seconds) * NAMES.length, seed: 1, proposals: NAMES },
    new AbortController().signal,
    () => undefined,
  );
  const proposals = [];
  for (const { name, roster, cost } of answer.proposals) {
    const rosters = await inSlices(proposedSeats(material, converted, roster));
    const [figures] = await inSlices(measureProposals(material, rosters));
    const { seats = 0, filled = 0, wishRate, nights } = figures ?? {};
    proposals.push({
      name,
      cost: round(cost),
      seats,
      filled,
      wishRate,
      nights,
      ...faultsOf(material, rosters),
    });
  }
  const seconds = round((performance.now() - began) / 1000);
  delay.disable();
  const { best, bound, gap, status } = answer;
  const isGood =
    proposals.length === NAMES.length &&
    proposals.every(({ hardViolations, movedPins }) => hardViolations === 0 && movedPins === 0);
  const loop = { longestMilliseconds: round(delay.max / 1e6), p99: round(delay.percentile(99) / 1e6) };
  process.stdout.write(
    `${JSON.stringify({ seconds, best, bound, gap: gap && round(gap), status, loop, proposals })}\n`,
    () => process.exit(isGood && seconds < LIMIT_SECONDS ? 0 : 1),
  );
}

/** Judged by the rules of the house, not by the engine. */
function faultsOf(material: BuildMaterial, rosters: readonly OrganisationSeats[]) {
  const found = rosters.map(({ organisation, seats }) => {
    const byId = new Map(organisation.shifts.map((shift) => [shift.id, shift]));
    const people = organisation.people.map((person) => ({
      ...person,
      duties: seats.flatMap(({ shiftId, personId }) => {
        const shift = byId.get(shiftId);
        return shift && personId === person.id ? [shift] : [];
      }),
    }));
    const facts = { people, openingHours: material.openingHours, needs: [] };
    const pins = organisation.draft.filter(({ isPinned }) => isPinned);
    return {
      hard: checkRoster(facts, organisation.rules).filter(({ strength }) => strength === 'hard').length,
      moved: pins.filter(
        (pin) => !seats.some(({ shiftId, personId }) => shiftId === pin.shiftId && personId === pin.personId),
      ).length,
    };
  });
  return {
    hardViolations: found.reduce((sum, { hard }) => sum + hard, 0),
    movedPins: found.reduce((sum, { moved }) => sum + moved, 0),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

void main();
