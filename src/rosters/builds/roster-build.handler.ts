import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Assignment, RosterProblem } from '../../optimiser/problem';
import type { Actor } from '../../shared/actor';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import type { ComputingHandler, RunningJob, StoreResult } from '../../platform/jobs/job';
import { JobHandlers } from '../../platform/jobs/job-handlers';
import { type BuildMaterial, type ProposalName, PROPOSALS } from '../domain/build/build-material';
import { type DraftChange, draftDiff } from '../domain/build/draft-diff';
import {
  measureProposal,
  type ProposalFigures,
  type ProposedSeat,
  withoutHardBreaches,
} from '../domain/build/measure-proposal';
import { standingSeats } from '../domain/build/standing';
import { type ConvertedBuild, toProblem } from '../domain/build/to-problem';
import { BuildMaterialReader } from './build-material.reader';
import { type EngineAnswer, RosterEngine } from './roster-engine';
import type { BuildOptions, SolvedFigures } from './roster-builds.reader';

export const ROSTER_BUILD = 'roster_build';

interface Proposal {
  readonly name: ProposalName;
  readonly organisationId: string;
  readonly figures: ProposalFigures;
  readonly solved: SolvedFigures;
  readonly changes: readonly DraftChange[];
}

/** Reads once, lets the engine find one roster for each goal, and keeps what each would change. Writes no draft. */
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
    const proposals: Proposal[] = [];
    let start: readonly Assignment[] | null = null;
    for (const name of options.proposals) {
      if (job.signal.aborted) break;
      const converted = toProblem(material, name);
      // The rules are the same, so one goal's roster is a good start for the next.
      const problem = start === null ? converted.problem : { ...converted.problem, draft: start };
      const answer = await this.solve(job, options, problem, name);
      start = answer.roster;
      proposals.push(...propose(material, converted, answer, name));
    }
    return async (tx, now) => {
      for (const proposal of proposals) await store(tx, now, job.id, proposal);
      return { rows: proposals.length, added: proposals.length, unchanged: 0, rejected: 0 };
    };
  }

  private solve(
    job: RunningJob,
    { seconds, seed, steps }: BuildOptions,
    problem: RosterProblem,
    name: ProposalName,
  ): Promise<EngineAnswer> {
    const effort = { seconds, seed, ...(steps === null ? {} : { steps }) };
    return this.engine.build(problem, effort, job.signal, (progress) =>
      job.report({ phase: `${PROPOSALS[name]}の案を作っています`, figures: { ...progress } }),
    );
  }
}

function propose(
  material: BuildMaterial,
  converted: ConvertedBuild,
  answer: EngineAnswer,
  name: ProposalName,
): Proposal[] {
  const { roster: _, ...solved } = answer;
  return seatsByOrganisation(material, converted, answer).map(({ organisation, seats }) => ({
    name,
    organisationId: organisation.organisationId,
    figures: measureProposal(material, organisation, seats),
    solved,
    changes: draftDiff(organisation, seats, name),
  }));
}

/** What stands and what the engine gave, less whatever the rules themselves refuse. */
function seatsByOrganisation(material: BuildMaterial, converted: ConvertedBuild, answer: EngineAnswer) {
  const given = answer.roster.flatMap(({ person, shift }): (ProposedSeat & { organisation: number })[] => {
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
    const kept = new Set(standing);
    const seats = withoutHardBreaches(material, organisation, [...standing, ...found], (seat) =>
      kept.has(seat),
    );
    return { organisation, seats };
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
