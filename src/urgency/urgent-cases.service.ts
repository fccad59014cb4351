import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { ConsultationsReader } from '../consultations/consultations.reader';
import { seal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { stale } from '../platform/http/entity-tag';
import {
  checkClosure,
  checkEntry,
  type ChecklistStep,
  standings,
  type UrgentOutcome,
} from './domain/urgent-checklist';
import { entryContext, type UrgentCase, UrgentCasesReader, type UrgentEntry } from './urgent-cases.reader';
import type { NewUrgentCase, NewUrgentEntry } from './urgency.dto';

const CLOCKS_DIFFER_MS = 5 * 60_000;

/** 緊急対応: who did what at which minute. Everybody adds, nobody overwrites, so two may write at the same time. */
@Injectable()
export class UrgentCasesService {
  constructor(
    private readonly sheets: ConsultationsReader,
    private readonly reader: UrgentCasesReader,
    private readonly audit: AuditLog,
  ) {}

  /** One that runs at a time: whoever presses second finds the first one's. After its end the clock may start again. */
  async open(
    tx: Tx,
    actor: Actor,
    now: Date,
    { id = uuidv7(), consultationId }: NewUrgentCase,
  ): Promise<{ added: boolean; case: UrgentCase }> {
    if (!(await this.sheets.hasInHand(tx, actor, consultationId))) {
      throw invalid('/consultationId', 'unknown', '相談記録票が見つかりません。');
    }
    const steps = await rows<ChecklistStep>(
      tx,
      `SELECT s.code, s.label_ja AS label, s.help_ja AS help, s.kind, s.minutes FROM urgent_step AS s
       WHERE s.retired_at IS NULL ORDER BY s.sort_order`,
    );
    const [added] = await rows(
      tx,
      `INSERT INTO urgent_case (id, organisation_id, consultation_id, steps, account_id, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6) 
       ON CONFLICT (consultation_id, organisation_id) WHERE closed_at IS NULL DO NOTHING RETURNING id`,
      [id, actor.organisationId, consultationId, JSON.stringify(steps), actor.accountId, now],
    );
    const found = await this.reader.running(tx, consultationId, actor.organisationId);
    if (!found) throw new Error('A running case vanished in the transaction that met it');
    await this.record(tx, actor, now, found, { action: added ? 'urgent_case.opened' : 'urgent_case.read' });
    return { added: added !== undefined, case: found };
  }

  async add(tx: Tx, actor: Actor, now: Date, caseId: string, input: NewUrgentEntry): Promise<UrgentEntry> {
    const found = await this.reader.byId(tx, actor, caseId);
    const faults = checkEntry(found.steps, input);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const occurredAt = notLater(input.occurredAt, now);
    await this.refuseForeignCorrection(tx, caseId, input.corrects);
    const version = await this.nextVersion(tx, caseId);
    const id = input.id ?? uuidv7();
    await this.insert(tx, actor, found, input, { id, version, occurredAt, recordedAt: now });
    await this.record(tx, actor, now, found, {
      action: 'urgent_case.entry_added',
      detail: { entry: id, kind: input.kind, step: input.step ?? null, corrects: input.corrects ?? null },
    });
    const entry = await this.reader.entry(tx, caseId, id);
    if (!entry) throw new Error('An entry vanished in its own transaction');
    return entry;
  }

  /** Based on what its maker saw: an entry that came meanwhile is looked at first. */
  async close(
    tx: Tx,
    actor: Actor,
    now: Date,
    target: { readonly id: string; readonly version: number },
    outcome: UrgentOutcome,
  ): Promise<UrgentCase> {
    const found = await this.reader.byId(tx, actor, target.id);
    if (found.closedAt !== null) {
      throw new DomainError('conflict', 'urgent_case_closed', 'この緊急対応は既に終わっています。');
    }
    if (found.version !== target.version) throw stale();
    const entries = (await this.reader.standing(tx, [found.id])).get(found.id) ?? [];
    const faults = checkClosure(standings(found.steps, entries, found, now));
    if (faults.length > 0) {
      throw new DomainError('invalid', 'steps_open', '済んでいない手順があるため終われません。', faults);
    }
    const closed = await firstRow(
      tx,
      `UPDATE urgent_case SET outcome = $3, closed_by = $4, closed_at = $5, version = version + 1
       WHERE id = $1 AND version = $2 AND closed_at IS NULL RETURNING id`,
      [found.id, target.version, outcome, actor.accountId, now],
    );
    if (!closed) throw stale();
    await this.record(tx, actor, now, found, { action: 'urgent_case.closed', detail: { outcome } });
    return this.reader.byId(tx, actor, found.id);
  }

  /** What was said and done around a life in danger is not read without a trace. */
  async recordLook(tx: Tx, actor: Actor, now: Date, found: UrgentCase, action: string): Promise<void> {
    await this.record(tx, actor, now, found, { action });
  }

  private async refuseForeignCorrection(tx: Tx, caseId: string, corrects: string | undefined): Promise<void> {
    if (corrects === undefined || (await this.reader.entry(tx, caseId, corrects))) return;
    throw invalid('/corrects', 'unknown', '訂正する記録が見つかりません。');
  }

  /** Writers of one case queue here for a moment; each entry has its place in the order. */
  private async nextVersion(tx: Tx, caseId: string): Promise<number> {
    const moved = await firstRow<{ version: number }>(
      tx,
      `UPDATE urgent_case SET version = version + 1 WHERE id = $1 RETURNING version`,
      [caseId],
    );
    if (!moved) throw stale();
    return moved.version;
  }

  private async insert(
    tx: Tx,
    actor: Actor,
    found: UrgentCase,
    entry: NewUrgentEntry,
    at: PlacedAt,
  ): Promise<void> {
    const { office = null, answeredBy = null, referenceNo = null, note = null } = entry;
    const words = seal(JSON.stringify({ office, answeredBy, referenceNo, note }), entryContext(at.id));
    await tx.query(
      `INSERT INTO urgent_entry (id, urgent_case_id, organisation_id, consultation_id, version, kind, step_code, corrects,
                                 occurred_at, recorded_at, account_id, sealed, seal)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        at.id,
        found.id,
        found.organisationId,
        found.consultationId,
        at.version,
        entry.kind,
        entry.step ?? null,
        entry.corrects ?? null,
        at.occurredAt,
        at.recordedAt,
        actor.accountId,
        words.bytes,
        words.seal,
      ],
    );
  }

  private record(tx: Tx, actor: Actor, now: Date, found: UrgentCase, event: CaseEvent): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: event.action,
      objectType: 'consultation',
      objectId: found.consultationId,
      organisationId: found.organisationId,
      detail: { urgentCase: found.id, ...event.detail },
    });
  }
}

/** Clocks of two machines differ; what is ahead by a little is now. */
function notLater(said: Date | undefined, now: Date): Date {
  if (said === undefined) return now;
  if (said.getTime() > now.getTime() + CLOCKS_DIFFER_MS) {
    throw invalid('/occurredAt', 'future', '時刻は今より前にしてください。');
  }
  return said > now ? now : said;
}

interface PlacedAt {
  readonly id: string;
  readonly version: number;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
}

interface CaseEvent {
  readonly action: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}
