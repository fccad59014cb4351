import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { DomainError, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import { sealBytes, unsealBytes } from '../../platform/crypto/seal';
import { rows, type Tx } from '../../platform/database/sql';
import { RECEIPT_LIMIT_BYTES, receiptType, type ReceiptType } from '../domain/visit-expenses';
import type { Based } from '../based-on';
import { receiptContext } from '../sealed-places';
import { type Visit, VisitsReader } from '../visits.reader';
import { ExpensesReader } from './expenses.reader';
import { ExpensesService } from './expenses.service';

const PIECE_BYTES = 1024 * 1024;

interface Receipt {
  readonly mediaType: ReceiptType;
  readonly bytes: Buffer;
}

/** The whole file, which is small; refuses a larger one before it is all here. */
export async function readReceipt(source: AsyncIterable<Buffer>): Promise<Receipt> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > RECEIPT_LIMIT_BYTES)
      throw new DomainError('too_large', 'receipt_too_large', '領収書のファイルは5MBまでです。');
    pieces.push(piece);
  }
  const bytes = Buffer.concat(pieces);
  const mediaType = receiptType(bytes);
  if (mediaType === null)
    throw new DomainError(
      'media_type',
      'receipt_type',
      '領収書は PDF・JPEG・PNG のファイルで送ってください。',
    );
  return { mediaType, bytes };
}

/** Proof of a line of travel, in sealed pieces; to put another in its place, the line is entered anew. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly visits: VisitsReader,
    private readonly reader: ExpensesReader,
    private readonly expenses: ExpensesService,
    private readonly audit: AuditLog,
  ) {}

  async attach(
    tx: Tx,
    actor: Actor,
    now: Date,
    place: { readonly based: Based; readonly expenseId: string },
    receipt: Receipt,
  ): Promise<Visit> {
    const visit = await this.expenses.begin(tx, actor, place.based);
    const { id } = await this.reader.byId(tx, visit.id, place.expenseId);
    await tx.query(
      `INSERT INTO visit_receipt (expense_id, organisation_id, consultation_id, media_type, size, account_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        visit.organisationId,
        visit.consultationId,
        receipt.mediaType,
        receipt.bytes.length,
        actor.accountId,
        now,
      ],
    );
    for (let seq = 0; seq * PIECE_BYTES < receipt.bytes.length; seq += 1) {
      const piece = receipt.bytes.subarray(seq * PIECE_BYTES, (seq + 1) * PIECE_BYTES);
      const sealed = sealBytes(piece, receiptContext(id, seq));
      await tx.query(
        `INSERT INTO visit_receipt_piece (expense_id, seq, organisation_id, consultation_id, sealed, seal)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, seq, visit.organisationId, visit.consultationId, sealed.bytes, sealed.seal],
      );
    }
    return this.expenses.end(tx, actor, now, visit, { receipt: id });
  }

  async read(tx: Tx, actor: Actor, now: Date, visitId: string, expenseId: string): Promise<Receipt> {
    const visit = await this.visits.byId(tx, actor, visitId);
    const { mediaType } = await this.reader.byId(tx, visit.id, expenseId);
    if (mediaType === null) throw notFound('領収書');
    const pieces = await rows<{ bytes: Buffer; seal: string }>(
      tx,
      `SELECT p.sealed AS bytes, p.seal FROM visit_receipt_piece AS p WHERE p.expense_id = $1 ORDER BY p.seq`,
      [expenseId],
    );
    await this.audit.record(tx, actor, now, {
      action: 'visit_receipt.read',
      objectType: 'visit',
      objectId: visit.id,
      organisationId: visit.organisationId,
      detail: { expense: expenseId },
    });
    const parts = pieces.map((piece, seq) => unsealBytes(piece, receiptContext(expenseId, seq)));
    return { mediaType, bytes: Buffer.concat(parts) };
  }
}
