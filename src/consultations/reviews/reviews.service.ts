import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import type { Tx } from '../../platform/database/sql';
import type { SheetTarget } from '../amend-consultation.service';
import { ConsultationsReader, type SheetRow } from '../consultations.reader';
import { refuseUnlessMay, type SheetAction, statusAfter } from '../domain/consultation-status';
import { readReason, readWords, RETURN_REASON, REVIEW_COMMENT, VOIDING_REASON } from '../domain/read-reason';
import { RevisionsReader } from '../revisions.reader';
import { holdPeriodOpen } from '../sheet-intake';
import { StaleWrite } from '../stale-write';
import { type Review, ReviewStore, type Voiding } from './review-store';
import type { NewReview, NewVoiding } from './reviews.dto';

/** Everything that was decided on a sheet. */
export interface Decisions {
  readonly voiding: Voiding | null;
  readonly reviews: readonly Review[];
}

@Injectable()
export class ReviewsService {
  constructor(
    private readonly reader: ConsultationsReader,
    private readonly revisions: RevisionsReader,
    private readonly store: ReviewStore,
    private readonly audit: AuditLog,
  ) {}

  async review(tx: Tx, actor: Actor, now: Date, target: SheetTarget, input: NewReview): Promise<SheetRow> {
    const { decision, comment = '' } = input;
    const row = await this.reader.byId(tx, actor, target.id);
    const action = decision === 'approved' ? 'approve' : 'return';
    refuseUnlessMay(action, actor.roles, await this.isAuthor(tx, actor, row));
    if (decision === 'returned') readReason(comment, RETURN_REASON);
    else readWords(comment, REVIEW_COMMENT);
    if (row.version !== target.version) {
      const [last] = await this.store.reviews(tx, row.id);
      if (last && isSentAgain(actor, target, last, { decision, comment }) && last.version === row.version) {
        return row;
      }
      throw new StaleWrite(row.version);
    }
    await this.moveOn(tx, actor, now, row, action);
    await this.store.addReview(tx, row, {
      version: row.version + 1,
      revisionNo: row.revisionNo,
      decision,
      comment,
      accountId: accountOf(actor),
      reviewedAt: now,
    });
    await this.record(tx, actor, now, row, `consultation.${decision}`);
    return this.reader.byId(tx, actor, row.id);
  }

  /** A sheet that should not be is taken out of every figure; it is never deleted, and everybody can see why. */
  async void(tx: Tx, actor: Actor, now: Date, target: SheetTarget, input: NewVoiding): Promise<SheetRow> {
    const row = await this.reader.byId(tx, actor, target.id);
    refuseUnlessMay('void', actor.roles, await this.isAuthor(tx, actor, row));
    const accountId = accountOf(actor);
    if (row.version !== target.version) {
      const there = await this.store.voiding(tx, row.id);
      const sentAgain = row.version === target.version + 1 && there?.accountId === accountId;
      if (sentAgain && there.reason === input.reason) return row;
      throw new StaleWrite(row.version);
    }
    const reason = readReason(input.reason, VOIDING_REASON);
    await this.moveOn(tx, actor, now, row, 'void');
    await this.store.addVoiding(tx, row, { accountId, voidedAt: now, reason });
    await this.record(tx, actor, now, row, 'consultation.voided');
    return this.reader.byId(tx, actor, row.id);
  }

  async decisions(tx: Tx, actor: Actor, now: Date, id: string): Promise<Decisions> {
    const row = await this.reader.byId(tx, actor, id);
    await this.record(tx, actor, now, row, 'consultation.reviews_read');
    return { voiding: await this.store.voiding(tx, row.id), reviews: await this.store.reviews(tx, row.id) };
  }

  private async moveOn(tx: Tx, actor: Actor, now: Date, row: SheetRow, action: SheetAction): Promise<void> {
    const status = statusAfter(action, row.status);
    await holdPeriodOpen(tx, row.periodId);
    if (!(await this.store.moveOn(tx, now, row.id, row.version, status))) {
      throw new StaleWrite((await this.reader.byId(tx, actor, row.id)).version);
    }
  }

  /** Whoever took the call, and whoever wrote what stands there now. */
  private async isAuthor(tx: Tx, actor: Actor, row: SheetRow): Promise<boolean> {
    if (row.counsellorId !== null && row.counsellorId === actor.personId) return true;
    const [last] = await this.revisions.list(tx, row.id);
    return last?.writtenBy === actor.accountId;
  }

  private async record(tx: Tx, actor: Actor, now: Date, row: SheetRow, action: string): Promise<void> {
    await this.audit.record(tx, actor, now, {
      action,
      objectType: 'consultation',
      objectId: row.id,
      organisationId: row.organisationId,
      detail: { revision: row.revisionNo },
    });
  }
}

function isSentAgain(
  actor: Actor,
  target: SheetTarget,
  last: Review,
  { decision, comment }: { decision: string; comment: string },
): boolean {
  return (
    last.version === target.version + 1 &&
    last.accountId === actor.accountId &&
    last.decision === decision &&
    last.comment === comment
  );
}

function accountOf(actor: Actor): string {
  if (actor.accountId !== null) return actor.accountId;
  throw new DomainError('forbidden', 'forbidden', 'この操作の権限がありません。');
}
