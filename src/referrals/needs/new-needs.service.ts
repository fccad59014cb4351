import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { firstRow, type Tx } from '../../platform/database/sql';
import { readMunicipalityCode } from '../../directory/domain/check-digits';
import { isArea } from '../../directory/domain/service-area';
import { type Urgency, URGENCIES } from '../domain/deadline';
import { keepsToOwnSheets } from '../domain/referral-moves';
import { type NeedRow, ReferralNeedsReader } from '../referral-needs.reader';
import type { Sheet } from '../sheet-of-referral';

/** What is known of a need; what is left out is taken from the record sheet. */
export interface NewNeed {
  readonly worryCategory: string;
  readonly area?: string | undefined;
  readonly language?: string | undefined;
  readonly urgency?: Urgency | undefined;
}

/** One need per sheet and worry as long as it is open: a second attempt joins the first. */
@Injectable()
export class NewNeedsService {
  constructor(
    private readonly reader: ReferralNeedsReader,
    private readonly audit: AuditLog,
  ) {}

  async openFor(tx: Tx, actor: Actor, now: Date, sheet: Sheet, input: NewNeed): Promise<NeedRow> {
    await refuseUnknownWorry(tx, input.worryCategory);
    const area = readArea(input.area);
    const open = await this.reader.open(tx, sheet.id, input.worryCategory);
    if (open !== null) return open;
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
}

function readArea(text: string | undefined): string | null {
  if (text === undefined) return null;
  const code = text.length === 2 ? text : readMunicipalityCode(text);
  if (code !== null && /^\d+$/.test(code) && isArea(code)) return code;
  throw invalid('/area', 'area', '市区町村は5桁か6桁、都道府県は2桁のコードで指定してください。');
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
