import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { inSlices } from '../../platform/jobs/in-slices';
import type { Steps } from '../../shared/steps';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import type { ComputingHandler, RunningJob, StoreResult } from '../../platform/jobs/job';
import { JobHandlers } from '../../platform/jobs/job-handlers';
import { type BuildMaterial, type ProposalName, PROPOSALS } from '../domain/build/build-material';
import { buildSize, defaultSeconds } from '../domain/build/default-seconds';
import { type DraftChange, draftDiff } from '../domain/build/draft-diff';
import { firstFill } from '../domain/build/first-fill';
import {
  measureProposals,
  type OrganisationSeats,
  type ProposalFigures,
} from '../domain/build/measure-proposal';
import {
  draftedSeats,
  type MeasuredRosters,
  notWorse,
  proposedSeats,
  remarkOf,
} from '../domain/build/proposed-seats';
import { toProblem } from '../domain/build/to-problem';
import { BuildMaterialReader } from './build-material.reader';
import { type EngineAnswer, type EngineProposal, RosterEngine } from './roster-engine';
import type { BuildOptions, SolvedFigures } from './roster-builds.reader';

export const ROSTER_BUILD = 'roster_build';

interface Proposal {
  readonly name: ProposalName;
  readonly organisationId: string;
  readonly figures: ProposalFigures;
  readonly solved: SolvedFigures;
  readonly changes: readonly DraftChange[];
}

/** Reads once, lets the engine find the rosters, and keeps what each would change. Writes no draft. */
@Injectable()
export class RosterBuildHandler implements ComputingHandler, OnModuleInit {
  readonly kind = ROSTER_BUILD;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly materials: BuildMaterialReader,
    private readonly engine: RosterEngine,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async compute(actor: Actor, job: RunningJob): Promise<StoreResult> {
    job.report({ phase: '勤務表を読んでいます', figures: {} });
    const { options, material } = await this.database.transaction(actor, (tx) =>
      this.materials.ofBuild(tx, this.clock.now(), job.id),
    );
    const proposals = await this.propose(job, options, material);
    return async (tx, now) => {
      for (const proposal of proposals) await store(tx, now, job.id, proposal);
      return { rows: proposals.length, added: proposals.length, unchanged: 0, rejected: 0 };
    };
  }

  private async propose(
    job: RunningJob,
    options: BuildOptions,
    material: BuildMaterial,
  ): Promise<Proposal[]> {
    const { proposals: names, seconds, seed, steps } = options;
    const isRepair = names.includes('repair');
    const converted = await inSlices(toProblem(material, isRepair ? 'repair' : 'balanced'));
    // A repair counts its changes against the draft; everything else may start from whatever is good.
    const problem = isRepair
      ? converted.problem
      : { ...converted.problem, draft: await inSlices(firstFill(converted.problem)) };
    const secondsEach = seconds ?? defaultSeconds(buildSize(material));
    const effort = { seconds: secondsEach * names.length, seed, ...(steps === null ? {} : { steps }) };
    const wanted = names.flatMap((name) => ENGINE_NAMES[name] ?? []);
    const answer = await this.engine.build(
      problem,
      { ...effort, proposals: wanted },
      job.signal,
      (progress) =>
        job.report({
          phase: `${isRepair ? PROPOSALS.repair : '勤務表'}の案を作っています`,
          figures: { ...progress },
        }),
    );
    // What is proven best is compared with nothing.
    const draft =
      answer.status === 'proven' ? null : await inSlices(measured(material, draftedSeats(material)));
    const proposals: Proposal[] = [];
    for (const name of names) {
      const own = answer.proposals.find((each) => each.name === ENGINE_NAMES[name]);
      const found = proposedSeats(material, converted, own?.roster ?? answer.roster);
      const chosen = notWorse(await inSlices(measured(material, found)), draft);
      proposals.push(...present(answer, chosen, { name, own }));
    }
    return proposals;
  }
}

/** The engine's word for each goal; a repair is its only roster. */
const ENGINE_NAMES: Readonly<Record<ProposalName, EngineProposal['name'] | null>> = {
  wishes: 'most-wishes',
  fairest: 'fairest',
  cheapest: 'cheapest',
  repair: null,
};

interface Chosen {
  readonly name: ProposalName;
  /** Absent in a repair, and where time was up before: the best roster itself. */
  readonly own: EngineProposal | undefined;
}

function* measured(
  material: BuildMaterial,
  seated: Steps<readonly OrganisationSeats[]>,
): Steps<MeasuredRosters> {
  const rosters = yield* seated;
  return { rosters, figures: yield* measureProposals(material, rosters) };
}

function present(
  answer: EngineAnswer,
  { rosters, figures, keepsDraft }: ReturnType<typeof notWorse>,
  { name, own }: Chosen,
): Proposal[] {
  const { bound, shortages, status, seconds } = answer;
  const best = own?.cost ?? answer.best;
  const gap =
    best === null || bound === null ? null : Math.max(0, best - bound) / Math.max(1e-9, Math.abs(best));
  const remark = remarkOf({ keepsDraft, status });
  const solved = { best, bound, gap, shortages, status, seconds, remark };
  return rosters.flatMap(({ organisation, seats }, index): Proposal[] => {
    const its = figures[index];
    if (!its) return [];
    const { organisationId } = organisation;
    return [{ name, organisationId, figures: its, solved, changes: draftDiff(organisation, seats, name) }];
  });
}

async function store(tx: Tx, now: Date, buildId: string, proposal: Proposal): Promise<void> {
  await tx.query(
    `INSERT INTO roster_proposal (job_id, name, organisation_id, figures, solved, changes, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      buildId,
      proposal.name,
      proposal.organisationId,
      JSON.stringify(proposal.figures),
      JSON.stringify(proposal.solved),
      JSON.stringify(proposal.changes),
      now,
    ],
  );
}
