import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { PeriodsReader } from '../../periods/periods.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import type { RuleInForce } from '../domain/rules-in-force';
import { RosterRuleQuery, RosterRuleSetting, RosterRuleView } from './roster-rules.dto';
import { RosterRulesReader } from './roster-rules.reader';
import { RosterRulesService } from './roster-rules.service';

/** A short list, answered whole in one page. */
@ApiTags('勤務表')
@Controller('periods/:id/roster-rules')
export class RosterRulesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodsReader,
    private readonly reader: RosterRulesReader,
    private readonly service: RosterRulesService,
  ) {}

  @Get()
  @Can('roster.read')
  @ApiPage(RosterRuleView)
  async list(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: RosterRuleQuery,
  ): Promise<Page<RosterRuleView>> {
    const rules = await this.database.transaction(actor, async (tx) => {
      await this.periods.byId(tx, periodId);
      return this.reader.inForce(tx, periodId, query.organisationId ?? null);
    });
    return { items: rules.map(present), nextCursor: null };
  }

  @Put(':code')
  @Can('roster.write')
  @ApiOkResponse({ type: RosterRuleView })
  set(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Param('code') code: string,
    @Body() input: RosterRuleSetting,
  ): Promise<RosterRuleView> {
    return this.database.transaction(actor, async (tx) => {
      await this.service.set(tx, actor, this.clock.now(), { periodId, code }, input);
      const rules = await this.reader.inForce(tx, periodId, input.organisationId ?? null);
      const set = rules.find(({ rule }) => rule.code === code);
      if (!set) throw notFound('規則');
      return present(set);
    });
  }
}

function present({ rule, strength, weight, parameters, basis, setBy }: RuleInForce): RosterRuleView {
  return {
    code: rule.code,
    label: rule.label,
    strength,
    weight,
    parameters: rule.parameters.map((each) => ({
      name: each.name,
      label: each.label,
      kind: each.kind,
      min: each.kind === 'whole' ? each.min : null,
      max: each.kind === 'whole' ? each.max : null,
      value: parameters[each.name] ?? each.default,
    })),
    basis,
    setBy,
    fixed: rule.fixed ?? false,
    excusable: rule.excusable,
  };
}
