import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { DemandReader } from '../../demand/demand.reader';
import { PeriodsReader } from '../../periods/periods.reader';
import type { Tx } from '../../platform/database/sql';
import { asNeeds } from '../domain/as-needs';
import type { JudgedViolation } from '../domain/judged-violation';
import type { PersonFacts } from '../domain/roster-facts';
import { peopleNeeds } from '../domain/rules/people-needs';
import { RosterGroundReader } from '../roster-ground.reader';
import { RosterRulesReader } from '../rules/roster-rules.reader';

/** One organisation cannot tell whether a need is met, so only whoever sees all rosters is told. */
@Injectable()
export class NeedsCheckService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly demand: DemandReader,
    private readonly ground: RosterGroundReader,
    private readonly rules: RosterRulesReader,
  ) {}

  async unmet(tx: Tx, actor: Actor, periodId: string): Promise<JudgedViolation[]> {
    await this.periods.byId(tx, periodId);
    if (actor.scope !== 'all_organisations')
      throw new DomainError(
        'forbidden',
        'all_organisations_only',
        '団体をまたぐ必要は、全団体の勤務表を見られる人だけが確かめられます。',
      );
    const rule = (await this.rules.inForce(tx, periodId, null)).find((each) => each.rule === peopleNeeds);
    if (rule?.strength === 'off') return [];
    const people = await this.people(tx, periodId);
    const needs = (await this.demand.needs(tx, periodId, null)).flatMap(asNeeds);
    const found = needs.flatMap(({ strength, weight, ...need }) =>
      peopleNeeds
        .check({ people, openingHours: [], needs: [{ strength, weight, ...need }] }, {})
        .map((finding) => ({
          ...finding,
          rule: peopleNeeds.code,
          label: peopleNeeds.label,
          strength,
          weight,
          excusable: false,
          excused: false,
        })),
    );
    return found.toSorted(
      (a, b) =>
        Number(a.strength === 'weighted') - Number(b.strength === 'weighted') ||
        a.span.from.getTime() - b.span.from.getTime(),
    );
  }

  private async people(tx: Tx, periodId: string): Promise<PersonFacts[]> {
    const people: PersonFacts[] = [];
    for (const { organisationId } of await this.periods.participations(tx, periodId)) {
      people.push(...(await this.ground.read(tx, { periodId, organisationId })).facts.people);
    }
    return people;
  }
}
