import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../shared/actor';
import { DomainError, invalid, notFound } from '../shared/domain-error';
import { AuditLog } from '../audit/audit-log';
import { ConsultationsReader } from '../consultations/consultations.reader';
import { seal } from '../platform/crypto/seal';
import { firstRow, type Tx } from '../platform/database/sql';
import { type Block, blockContext, type BlockPlace, BlocksReader } from './blocks.reader';
import { checkTarget } from './domain/block-target';
import type { NewCaseBlock } from './safeguards.dto';

const SALT_BYTES = 16;

/** 閲覧制限: keeps a related person away from a case on every path at once (the database's wall does the keeping). */
@Injectable()
export class BlocksService {
  constructor(
    private readonly sheets: ConsultationsReader,
    private readonly reader: BlocksReader,
    private readonly audit: AuditLog,
  ) {}

  /** Whoever may work on the case may close it to others without asking; only opening takes two. */
  async add(tx: Tx, actor: Actor, now: Date, consultationId: string, input: NewCaseBlock): Promise<Block> {
    const { organisationId, accountId } = actor;
    const inHand = await this.sheets.hasInHand(tx, actor, consultationId);
    if (!inHand || organisationId === null || accountId === null) throw notFound('相談記録票');
    const faults = checkTarget(input);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    await refuseUnknownPerson(tx, input.personId);
    await refuseEmptyName(tx, input.name);
    const block = {
      id: input.id ?? uuidv7(),
      organisationId,
      consultationId,
      kind: input.kind,
      personId: input.personId ?? null,
      accountId,
      blockedAt: now,
      name: input.name ?? null,
      reason: input.reason,
    };
    await this.insert(tx, block);
    if (input.kind === 'name') await refuseOwnName(tx, actor, block.id);
    const detail = { block: block.id, kind: block.kind };
    await this.audit.record(tx, actor, now, {
      action: 'case_block.created',
      objectType: 'consultation',
      objectId: consultationId,
      detail,
    });
    // Whoever blocks themself can no longer read it: the answer is what was said.
    return { ...block, endedAt: null, liftedUntil: null, ownPeople: await ownPeople(tx, block.id) };
  }

  /** For whoever may work on the case and is not kept out of it. */
  async open(tx: Tx, actor: Actor, now: Date, at: BlockPlace): Promise<Block> {
    if (!(await this.sheets.hasInHand(tx, actor, at.consultationId))) throw notFound('相談記録票');
    const block = await this.reader.byId(tx, actor, at.consultationId, at.blockId);
    await this.recordLook(tx, actor, now, [block]);
    return block;
  }

  /** Whom somebody fears is among the most dangerous of our words: each look is remembered. */
  async recordLook(tx: Tx, actor: Actor, now: Date, blocks: readonly Block[]): Promise<void> {
    for (const block of blocks) {
      await this.audit.record(tx, actor, now, {
        action: 'case_block.read',
        objectType: 'consultation',
        objectId: block.consultationId,
        detail: { block: block.id },
      });
    }
  }

  private async insert(tx: Tx, block: NewCaseBlockRow): Promise<void> {
    const { name, reason } = block;
    const words = seal(JSON.stringify({ name, reason }), blockContext(block.id));
    const salt = name === null ? null : randomBytes(SALT_BYTES);
    await tx.query(
      `INSERT INTO case_block (id, organisation_id, consultation_id, kind, person_id, name_salt, name_digest, sealed, seal,
                               account_id, blocked_at)
       VALUES ($1, $2, $3, $4, $5, $6::bytea, name_digest($6, $7::text), $8, $9, $10, $11)`,
      [
        block.id,
        block.organisationId,
        block.consultationId,
        block.kind,
        block.personId,
        salt,
        name,
        words.bytes,
        words.seal,
        block.accountId,
        block.blockedAt,
      ],
    );
  }
}

type NewCaseBlockRow = Omit<Block, 'endedAt' | 'liftedUntil' | 'ownPeople'>;

async function refuseUnknownPerson(tx: Tx, personId: string | undefined): Promise<void> {
  if (personId === undefined) return;
  const seen = await firstRow(tx, `SELECT FROM person AS p WHERE p.id = $1`, [personId]);
  if (!seen)
    throw invalid('/personId', 'unknown', 'この人は自分の団体に登録されていません。氏名で制限してください。');
}

/** A name of signs alone would block nobody and look as if it did. */
async function refuseEmptyName(tx: Tx, name: string | undefined): Promise<void> {
  if (name === undefined) return;
  const plain = await firstRow<{ name: string }>(tx, `SELECT plain_name($1) AS name`, [name]);
  if (plain?.name === '') throw invalid('/name', 'text', '氏名を文字で入力してください。');
}

/** Whoever is writing would lose the case in the middle of the call; whom they mean has an id or a reading that tells them apart. */
async function refuseOwnName(tx: Tx, { personId }: Actor, blockId: string): Promise<void> {
  const hit = await firstRow(
    tx,
    `SELECT FROM case_block_person AS bp WHERE bp.block_id = $1 AND bp.person_id = $2`,
    [blockId, personId],
  );
  if (!hit) return;
  throw invalid(
    '/name',
    'yourself',
    'あなたも同じ氏名です。相手が登録されていれば personId で、なければかなで指定してください。',
  );
}

async function ownPeople(tx: Tx, blockId: string): Promise<number> {
  const counted = await firstRow<{ people: number }>(
    tx,
    `SELECT count(*)::integer AS people FROM case_block_person AS bp WHERE bp.block_id = $1`,
    [blockId],
  );
  return counted?.people ?? 0;
}
