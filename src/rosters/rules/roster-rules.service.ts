import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { refuseClosed } from '../../periods/domain/refuse-closed';
import { PeriodsReader } from '../../periods/periods.reader';
import type { Tx } from '../../platform/database/sql';
import { checkRuleSetting } from '../domain/check-rule-setting';
import { ROSTER_RULES } from '../domain/rules/roster-rules';
import type { RosterRule } from '../domain/rules/rule';
import type { RosterRuleSetting } from './roster-rules.dto';

interface RulePlace {
  readonly periodId: string;
  readonly code: string;
}

@Injectable()
export class RosterRulesService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly audit: AuditLog,
  ) {}

  /** Replaces the setting of one rule; what was in force before stays readable. */
  async set(tx: Tx, actor: Actor, now: Date, place: RulePlace, input: RosterRuleSetting): Promise<void> {
    const { periodId, code } = place;
    const rule = ROSTER_RULES.find((each) => each.code === code);
    if (!rule) throw notFound('規則');
    const organisationId = input.organisationId ?? null;
    const parameters = input.parameters ?? {};
    const faults = checkRuleSetting(rule, input.strength, parameters);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    await this.refuseOutside(tx, actor, periodId, organisationId);
    const weight = input.weight ?? rule.weight;
    await replace(tx, now, { periodId, code, organisationId });
    await tx.query(
      `INSERT INTO roster_rule (id, period_id, organisation_id, code, strength, weight, parameters, basis, account_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        uuidv7(),
        periodId,
        organisationId,
        code,
        input.strength,
        weight,
        JSON.stringify(parameters),
        input.basis ?? '',
        actor.accountId,
        now,
      ],
    );
    await this.record(tx, actor, now, {
      periodId,
      rule,
      organisationId,
      strength: input.strength,
      parameters,
    });
  }

  /** What holds for everybody is set by those who see everybody. */
  private async refuseOutside(tx: Tx, actor: Actor, periodId: string, organisationId: string | null) {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    refuseClosed(period);
    const national = actor.scope === 'all_organisations';
    if (organisationId === null) {
      if (national) return;
      throw new DomainError('forbidden', 'forbidden', '全団体に共通の規則は事務局が定めます。');
    }
    const own = national || organisationId === actor.organisationId;
    if (own && (await this.periods.takesPart(tx, periodId, organisationId))) return;
    throw invalid('/organisationId', 'not_participating', 'この団体はこの期に参加していません。');
  }

  private record(tx: Tx, actor: Actor, now: Date, set: SetRule): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: 'roster_rule.set',
      objectType: 'period',
      objectId: set.periodId,
      organisationId: set.organisationId,
      detail: { code: set.rule.code, strength: set.strength, parameters: set.parameters },
    });
  }
}

interface SetRule {
  readonly periodId: string;
  readonly rule: RosterRule;
  readonly organisationId: string | null;
  readonly strength: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

async function replace(tx: Tx, now: Date, key: RulePlace & { organisationId: string | null }): Promise<void> {
  await tx.query(
    `UPDATE roster_rule SET replaced_at = $4
     WHERE period_id = $1 AND code = $2 AND organisation_id IS NOT DISTINCT FROM $3 AND replaced_at IS NULL`,
    [key.periodId, key.code, key.organisationId, now],
  );
}
