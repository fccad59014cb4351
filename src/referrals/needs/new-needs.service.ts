import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { DomainError, invalid } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, type Tx } from '../../platform/database/sql';
import { type Urgency, URGENCIES } from '../domain/deadline';
import { mergeFacts } from '../domain/need-facts';
import { keepsToOwnSheets } from '../domain/referral-moves';
import { type NeedRow, ReferralNeedsReader } from '../referral-needs.reader';
import type { Sheet } from '../sheet-of-referral';
import { NeedFactsService } from './need-facts.service';
import { readArea } from './read-area';

/** What is known of a need; what is left out is taken from the record sheet. */
export interface NewNeed {
  readonly worryCategory: string;
  readonly area?: string | undefined;
  readonly language?: string | undefined;
  readonly urgency?: Urgency | undefined;
}

type Said = Pick<NewNeed, 'language' | 'urgency'> & { readonly areaCode: string | null };

/** One need per sheet and worry as long as it is open: a second attempt joins the first, with what it knows besides. */
@Injectable()
export class NewNeedsService {
  constructor(
    private readonly reader: ReferralNeedsReader,
    private readonly facts: NeedFactsService,
    private readonly audit: AuditLog,
  ) {}

  async openFor(tx: Tx, actor: Actor, now: Date, sheet: Sheet, input: NewNeed): Promise<NeedRow> {
    await refuseUnknownWorry(tx, input.worryCategory);
    const area = readArea(input.area);
    const open = await this.reader.holdOpen(tx, sheet.id, input.worryCategory);
    if (open !== null) return this.join(tx, actor, now, open, { ...input, areaCode: area });
    const id = uuidv7();
    const owner = keepsToOwnSheets(actor.roles) ? null : actor.accountId;
    const urgency = input.urgency ?? urgencyOf(sheet);
    await tx.query(
      `INSERT INTO referral_need (id, organisation_id, period_id, consultation_id, worry_category, area_code, age_band,
                                  language, urgency, owner_account_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
      [
        id,
        sheet.organisationId,
        sheet.periodId,
        sheet.id,
        input.worryCategory,
        area ?? sheet.prefectureCode,
        sheet.ageBand,
        input.language ?? 'ja',
        urgency,
        owner,
        now,
      ],
    );
    await tx.query(
      `INSERT INTO referral_need_owner (need_id, version, organisation_id, consultation_id, owner_account_id, reason, account_id, since)
       VALUES ($1, 1, $2, $3, $4, 'opened', $5, $6)`,
      [id, sheet.organisationId, sheet.id, owner, actor.accountId, now],
    );
    await this.audit.record(tx, actor, now, {
      action: 'referral_need.opened',
      objectType: 'referral_need',
      objectId: id,
      organisationId: sheet.organisationId,
      detail: { worryCategory: input.worryCategory, urgency, ownerAccountId: owner },
    });
    return this.reader.byId(tx, id);
  }

  private async join(tx: Tx, actor: Actor, now: Date, open: NeedRow, said: Said): Promise<NeedRow> {
    const { areaCode, language, urgency } = said;
    const merged = mergeFacts(open, { areaCode, language, urgency });
    if ('facts' in merged) return this.facts.change(tx, actor, now, open, merged.facts);
    throw new DomainError(
      'conflict',
      'need_differs',
      '同じ相談・同じ悩みの必要が開いていて、地域か言語が違います。',
      merged.faults,
    );
  }
}

function urgencyOf({ urgency }: Sheet): Urgency {
  return urgency in URGENCIES ? (urgency as Urgency) : 'normal';
}

async function refuseUnknownWorry(tx: Tx, code: string): Promise<void> {
  const known = await firstRow(
    tx,
    `SELECT FROM reference_code AS r WHERE r.list = 'worry_category' AND r.code = $1`,
    [code],
  );
  if (!known) throw invalid('/worryCategory', 'unknown', '悩みの分類コードが見つかりません。');
}
