import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { AuditLog } from '../audit/audit-log';
import type { Tx } from '../platform/database/sql';
import type { RateCard } from './rate-card.entity';
import type { NewRateCard } from './rate-cards.dto';
import { RateCardsReader } from './rate-cards.reader';

@Injectable()
export class RateCardsService {
  constructor(
    private readonly reader: RateCardsReader,
    private readonly audit: AuditLog,
  ) {}

  async create(tx: Tx, actor: Actor, now: Date, input: NewRateCard): Promise<RateCard> {
    const id = input.id ?? uuidv7();
    await tx.query(
      `INSERT INTO rate_card (id, period_id, organisation_id, role, field_code, yen_per_hour, day_cap_yen, valid_from,
                              valid_until, decided_on, basis_clause, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        id,
        input.periodId,
        input.organisationId ?? null,
        input.role,
        input.fieldCode ?? null,
        input.yenPerHour,
        input.dayCapYen ?? null,
        input.validFrom,
        input.validUntil ?? null,
        input.decidedOn,
        input.basisClause,
        actor.accountId,
        now,
      ],
    );
    const card = await this.reader.byId(tx, id);
    await this.audit.record(tx, actor, now, {
      action: 'rate_card.created',
      objectType: 'rate_card',
      objectId: card.id,
      organisationId: card.organisationId,
      detail: { periodId: card.periodId, role: card.role },
    });
    return card;
  }
}
