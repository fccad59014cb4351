import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import { type RuleInForce, rulesInForce, type RuleSetting } from '../domain/rules-in-force';

@Injectable()
export class RosterRulesReader {
  /** Every rule as it stands for this organisation in this period; null: for all in common. */
  async inForce(tx: Tx, periodId: string, organisationId: string | null): Promise<RuleInForce[]> {
    const settings = await rows<RuleSetting>(
      tx,
      `SELECT r.code, r.organisation_id AS "organisationId", r.strength, r.weight, r.parameters, r.basis
       FROM roster_rule AS r
       WHERE r.period_id = $1 AND (r.organisation_id IS NULL OR r.organisation_id = $2) AND r.replaced_at IS NULL`,
      [periodId, organisationId],
    );
    return rulesInForce(settings, organisationId);
  }
}
