import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { type Sealed, type SealContext, unseal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isUuid, type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import type { BlockKind } from './domain/block-target';

/** What is written down of a block in words. */
interface BlockWords {
  readonly name: string | null;
  /** Null for the office. */
  readonly reason: string | null;
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
  readonly askedByPerson: string | null;
  readonly askedAt: Date;
  readonly decision: 'approved' | 'refused' | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly revokedAt: Date | null;
}

type BlockRow = Omit<Block, keyof BlockWords> & Sealed;
type LiftingRow = Omit<Lifting, 'reason'> & Sealed;

const BLOCK = `
  SELECT b.id, b.organisation_id AS "organisationId", b.consultation_id AS "consultationId", b.kind,
         b.person_id AS "personId", b.account_id AS "accountId", b.blocked_at AS "blockedAt", b.ended_at AS "endedAt",
         b.sealed AS bytes, b.seal,
         (SELECT max(least(l.until, l.revoked_at)) FROM case_block_lifting AS l
          WHERE l.block_id = b.id AND l.decision = 'approved') AS "liftedUntil",
         (SELECT count(*) FROM case_block_person AS bp WHERE bp.block_id = b.id)::integer AS "ownPeople"
  FROM case_block AS b`;

/**
 * $1 organisation, $2 person, $3 whether for the office: whom a block is against does not see it, not even while it is lifted.
 * The office sees the blocks of all, for a case of which nobody is left who could open it.
 */
const IN_SIGHT = `
  (b.organisation_id = $1 OR $3)
  AND NOT EXISTS (SELECT FROM case_block_person AS me WHERE me.block_id = b.id AND me.person_id = $2)`;

const LIFTING = `
  SELECT l.id, l.block_id AS "blockId", l.until, l.asked_by AS "askedBy", a.person_id AS "askedByPerson",
         l.asked_at AS "askedAt", l.decision, l.decided_by AS "decidedBy", l.decided_at AS "decidedAt",
         l.revoked_at AS "revokedAt", l.sealed AS bytes, l.seal
  FROM case_block_lifting AS l JOIN account AS a ON a.id = l.asked_by`;

/** Blocks of cases that the reader may come near; whoever is blocked finds neither case nor block. */
@Injectable()
export class BlocksReader {
  /** Newest first. */
  async page(
    tx: Tx,
    actor: Actor,
    query: PageQuery & { readonly consultationId?: string },
  ): Promise<Page<Block>> {
    const [before] = readCursor(query.cursor, [isUuid]) ?? [null];
    const found = await rows<BlockRow>(
      tx,
      `${BLOCK}
       WHERE ${IN_SIGHT} AND ($4::uuid IS NULL OR b.consultation_id = $4) AND ($5::uuid IS NULL OR b.id < $5)
       ORDER BY b.id DESC LIMIT $6`,
      [...sightOf(actor), query.consultationId ?? null, before, query.limit + 1],
    );
    const open = (row: BlockRow): Block => openBlock(row, actor);
    return toPage(found, query.limit, ({ id }) => [id], open);
  }

  async byId(tx: Tx, actor: Actor, consultationId: string, id: string): Promise<Block> {
    const found = await firstRow<BlockRow>(
      tx,
      `${BLOCK} WHERE ${IN_SIGHT} AND b.consultation_id = $4 AND b.id = $5`,
      [...sightOf(actor), consultationId, id],
    );
    if (!found) throw notFound('閲覧制限');
    return openBlock(found, actor);
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

/** Words about whom a caller fears stay in the organisation that heard them. */
function openBlock({ bytes, seal, ...row }: BlockRow, reader: Actor): Block {
  if (row.organisationId !== reader.organisationId)
    return { ...row, personId: null, name: null, reason: null };
  const words = JSON.parse(unseal({ bytes, seal }, blockContext(row.id))) as BlockWords;
  return { ...row, ...words };
}

function sightOf({ organisationId, personId, roles }: Actor): readonly unknown[] {
  return [organisationId, personId, roles.includes('contractor')];
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
