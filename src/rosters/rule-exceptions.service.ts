import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import { ROSTER_RULES } from './domain/rules/roster-rules';
import { lockPeople, lockShift } from './seat-locks';
import type { NewRuleException } from './violations.dto';

@Injectable()
export class RuleExceptionsService {
  constructor(private readonly audit: AuditLog) {}

  /** Lets one person break one rule at one shift; only for rules that allow it. Saying it again changes nothing. */
  async allow(tx: Tx, actor: Actor, now: Date, shiftId: string, input: NewRuleException): Promise<void> {
    const rule = ROSTER_RULES.find(({ code }) => code === input.rule);
    if (!rule) throw invalid('/rule', 'unknown', '規則が見つかりません。');
    if (!rule.excusable) throw invalid('/rule', 'not_excusable', 'この規則には例外を認められません。');
    const shift = await lockShift(tx, shiftId);
    await lockPeople(tx, [input.personId]);
    const added: unknown[] = await tx.query(
      `INSERT INTO roster_exception (id, organisation_id, shift_id, person_id, rule, reason, account_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (shift_id, person_id, rule) DO NOTHING RETURNING id`,
      [
        uuidv7(),
        shift.organisationId,
        shift.id,
        input.personId,
        rule.code,
        input.reason,
        actor.accountId,
        now,
      ],
    );
    if (added.length === 0) return;
    await this.audit.record(tx, actor, now, {
      action: 'roster_exception.recorded',
      objectType: 'shift',
      objectId: shift.id,
      organisationId: shift.organisationId,
      detail: { personId: input.personId, rule: rule.code },
    });
  }
}
