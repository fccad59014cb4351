import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { seal } from '../platform/crypto/seal';
import { firstRow, type Tx } from '../platform/database/sql';
import type { Page, PageQuery } from '../platform/http/page';
import { type Block, type BlockPlace, BlocksReader, type Lifting, liftingContext } from './blocks.reader';
import { longestLifting } from './domain/longest-lifting';
import type { NewLifting } from './safeguards.dto';

/** A lifting and the block it would lift. */
export interface LiftingPlace extends BlockPlace {
  readonly id: string;
}

/** Opens a closed case again: one person asks, another one decides. */
@Injectable()
export class LiftingsService {
  constructor(
    private readonly reader: BlocksReader,
    private readonly audit: AuditLog,
  ) {}

  async ask(tx: Tx, actor: Actor, now: Date, at: BlockPlace, input: NewLifting): Promise<Lifting> {
    const block = await this.reader.byId(tx, actor, at.consultationId, at.blockId);
    if (block.endedAt !== null) throw ended();
    const until = input.until ?? null;
    refuseSpan(until, now);
    const id = input.id ?? uuidv7();
    const reason = seal(input.reason, liftingContext(id));
    await tx.query(
      `INSERT INTO case_block_lifting (id, block_id, organisation_id, until, sealed, seal, asked_by, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, block.id, block.organisationId, until, reason.bytes, reason.seal, actor.accountId, now],
    );
    await this.record(tx, actor, now, block, { action: 'case_block.lifting_asked', lifting: id });
    return this.reader.lifting(tx, block.id, id);
  }

  async approve(tx: Tx, actor: Actor, now: Date, at: LiftingPlace): Promise<Lifting> {
    const { block, lifting } = await this.waiting(tx, actor, at);
    refuseSamePerson(actor, lifting);
    if (lifting.until !== null && lifting.until <= now) throw overdue();
    await this.decide(tx, actor, now, lifting.id, 'approved');
    if (lifting.until === null) {
      await tx.query(`UPDATE case_block SET ended_at = $2 WHERE id = $1`, [block.id, now]);
    }
    await this.record(tx, actor, now, block, { action: 'case_block.lifting_approved', lifting: lifting.id });
    return this.reader.lifting(tx, block.id, lifting.id);
  }

  /** Also by whoever asked: taking a request back opens nothing. */
  async refuse(tx: Tx, actor: Actor, now: Date, at: LiftingPlace): Promise<Lifting> {
    const { block, lifting } = await this.waiting(tx, actor, at);
    await this.decide(tx, actor, now, lifting.id, 'refused');
    await this.record(tx, actor, now, block, { action: 'case_block.lifting_refused', lifting: lifting.id });
    return this.reader.lifting(tx, block.id, lifting.id);
  }

  /** What was opened for a time is closed at once; that takes only one. */
  async revoke(tx: Tx, actor: Actor, now: Date, at: LiftingPlace): Promise<Lifting> {
    const block = await this.reader.byId(tx, actor, at.consultationId, at.blockId);
    const lifting = await this.reader.lifting(tx, at.blockId, at.id);
    const revoked = await firstRow(
      tx,
      `UPDATE case_block_lifting SET revoked_by = $2, revoked_at = $3
       WHERE id = $1 AND decision = 'approved' AND until > $3 AND revoked_at IS NULL RETURNING id`,
      [lifting.id, actor.accountId, now],
    );
    if (!revoked) throw notInForce();
    await this.record(tx, actor, now, block, { action: 'case_block.lifting_revoked', lifting: lifting.id });
    return this.reader.lifting(tx, block.id, lifting.id);
  }

  async list(tx: Tx, actor: Actor, now: Date, at: BlockPlace, query: PageQuery): Promise<Page<Lifting>> {
    const block = await this.reader.byId(tx, actor, at.consultationId, at.blockId);
    await this.record(tx, actor, now, block, { action: 'case_block.liftings_read' });
    return this.reader.liftings(tx, block.id, query);
  }

  private async waiting(tx: Tx, actor: Actor, at: LiftingPlace): Promise<{ block: Block; lifting: Lifting }> {
    const block = await this.reader.byId(tx, actor, at.consultationId, at.blockId);
    const lifting = await this.reader.lifting(tx, at.blockId, at.id);
    if (lifting.decision !== null) throw decided();
    return { block, lifting };
  }

  private async decide(
    tx: Tx,
    actor: Actor,
    now: Date,
    id: string,
    decision: 'approved' | 'refused',
  ): Promise<void> {
    const changed = await firstRow(
      tx,
      `UPDATE case_block_lifting SET decision = $2, decided_by = $3, decided_at = $4
       WHERE id = $1 AND decision IS NULL RETURNING id`,
      [id, decision, actor.accountId, now],
    );
    if (!changed) throw decided();
  }

  private record(tx: Tx, actor: Actor, now: Date, block: Block, event: LiftingEvent): Promise<void> {
    return this.audit.record(tx, actor, now, {
      action: event.action,
      objectType: 'consultation',
      objectId: block.consultationId,
      organisationId: block.organisationId,
      detail: { block: block.id, ...(event.lifting === undefined ? {} : { lifting: event.lifting }) },
    });
  }
}

interface LiftingEvent {
  readonly action: string;
  readonly lifting?: string;
}

function refuseSpan(until: Date | null, now: Date): void {
  if (until === null) return;
  if (until <= now) throw invalid('/until', 'span', '解除の期限は今より後にしてください。');
  if (until > longestLifting(now)) throw invalid('/until', 'span', '一時的な解除は7日以内にしてください。');
}

/** Two accounts of one person are one person, and an account of nobody is no second one. */
function refuseSamePerson({ accountId, personId }: Actor, { askedBy, askedByPerson }: Lifting): void {
  const isSecond = personId !== null && askedByPerson !== null && personId !== askedByPerson;
  if (accountId === askedBy || !isSecond) throw secondPersonNeeded();
}

function secondPersonNeeded(): DomainError {
  return new DomainError(
    'forbidden',
    'second_person_needed',
    '解除には二人目の承認が要ります。申請した本人は承認できません。',
  );
}

const ended = (): DomainError =>
  new DomainError('conflict', 'block_ended', 'この閲覧制限は既に解除されています。');
const decided = (): DomainError =>
  new DomainError('conflict', 'lifting_decided', 'この解除の申請は既に決まっています。');
const notInForce = (): DomainError =>
  new DomainError('conflict', 'lifting_not_in_force', 'この解除は効力がありません。');
const overdue = (): DomainError =>
  new DomainError('conflict', 'lifting_over', '申請された解除の期限が過ぎています。');
