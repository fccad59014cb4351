import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { type Sealed, type SealContext, unseal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { BlockKind } from './domain/block-target';

/** What is written down of a block in words. */
interface BlockWords {
  readonly name: string | null;
  readonly reason: string;
}

/** A block and its case. */
export interface BlockPlace {
  readonly consultationId: string;
  readonly blockId: string;
}

export interface Block extends BlockWords {
  readonly id: string;
  readonly organisationId: string;
  readonly consultationId: string;
  readonly kind: BlockKind;
  readonly personId: string | null;
  readonly accountId: string;
  readonly blockedAt: Date;
  readonly endedAt: Date | null;
  readonly liftedUntil: Date | null;
  /** People of the reader's organisation that it keeps out. */
  readonly ownPeople: number;
}

export interface Lifting {
  readonly id: string;
  readonly blockId: string;
  readonly until: Date | null;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decision: 'approved' | 'refused' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

type BlockRow = Omit<Block, keyof BlockWords> & Sealed;
type LiftingRow = Omit<Lifting, 'reason'> & Sealed;

const BLOCK = `
  SELECT b.id, b.organisation_id AS "organisationId", b.consultation_id AS "consultationId", b.kind,
         b.person_id AS "personId", b.account_id AS "accountId", b.blocked_at AS "blockedAt", b.ended_at AS "endedAt",
         b.sealed AS bytes, b.seal,
         (SELECT max(l.until) FROM case_block_lifting AS l
          WHERE l.block_id = b.id AND l.decision = 'approved') AS "liftedUntil",
         (SELECT count(*) FROM case_block_person AS bp WHERE bp.block_id = b.id)::integer AS "ownPeople"
  FROM case_block AS b`;

const LIFTING = `
  SELECT l.id, l.block_id AS "blockId", l.until, l.asked_by AS "askedBy", l.asked_at AS "askedAt", l.decision,
         l.decided_by AS "decidedBy", l.decided_at AS "decidedAt", l.sealed AS bytes, l.seal
  FROM case_block_lifting AS l`;

/** Blocks of cases that the reader may come near; whoever is blocked finds neither case nor block. */
@Injectable()
export class BlocksReader {
  /** Newest first. */
  async page(
    tx: Tx,
    organisationId: string | null,
    query: PageQuery & { readonly consultationId?: string },
  ): Promise<Page<Block>> {
    const [before] = readCursor(query.cursor, [isUuid]) ?? [null];
    const found = await rows<BlockRow>(
      tx,
      `${BLOCK}
       WHERE b.organisation_id = $1 AND ($2::uuid IS NULL OR b.consultation_id = $2) AND ($3::uuid IS NULL OR b.id < $3)
       ORDER BY b.id DESC LIMIT $4`,
      [organisationId, query.consultationId ?? null, before, query.limit + 1],
    );
    return toPage(found, query.limit, ({ id }) => [id], openBlock);
  }

  async byId(tx: Tx, consultationId: string, id: string): Promise<Block> {
    const found = await firstRow<BlockRow>(tx, `${BLOCK} WHERE b.consultation_id = $1 AND b.id = $2`, [
      consultationId,
      id,
    ]);
    if (!found) throw notFound('閲覧制限');
    return openBlock(found);
  }

  /** Those that wait for a second person, by block. */
  async asked(tx: Tx, blockIds: readonly string[]): Promise<ReadonlyMap<string, Lifting>> {
    const found = await rows<LiftingRow>(
      tx,
      `${LIFTING} WHERE l.block_id = ANY ($1) AND l.decision IS NULL`,
      [blockIds],
    );
    return new Map(found.map((row) => [row.blockId, openLifting(row)]));
  }

  /** Newest first. */
  async liftings(tx: Tx, blockId: string, query: PageQuery): Promise<Page<Lifting>> {
    const [before] = readCursor(query.cursor, [isUuid]) ?? [null];
    const found = await rows<LiftingRow>(
      tx,
      `${LIFTING} WHERE l.block_id = $1 AND ($2::uuid IS NULL OR l.id < $2) ORDER BY l.id DESC LIMIT $3`,
      [blockId, before, query.limit + 1],
    );
    return toPage(found, query.limit, ({ id }) => [id], openLifting);
  }

  async lifting(tx: Tx, blockId: string, id: string): Promise<Lifting> {
    const found = await firstRow<LiftingRow>(tx, `${LIFTING} WHERE l.block_id = $1 AND l.id = $2`, [
      blockId,
      id,
    ]);
    if (!found) throw notFound('解除の申請');
    return openLifting(found);
  }
}

function openBlock({ bytes, seal, ...row }: BlockRow): Block {
  const words = JSON.parse(unseal({ bytes, seal }, blockContext(row.id))) as BlockWords;
  return { ...row, ...words };
}

function openLifting({ bytes, seal, ...row }: LiftingRow): Lifting {
  return { ...row, reason: unseal({ bytes, seal }, liftingContext(row.id)) };
}

export function blockContext(id: string): SealContext {
  return { table: 'case_block', rowId: id, field: 'words' };
}

export function liftingContext(id: string): SealContext {
  return { table: 'case_block_lifting', rowId: id, field: 'reason' };
}
