import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import { isInstant, isUuid, type Page, type PageQuery, readCursor, toPage } from '../../platform/http/page';
import { type Sealed, seal, unseal } from '../../platform/crypto/seal';
import { canonicalJson } from '../../shared/canonical-json';
import type { DraftContent } from '../domain/check-draft';
import { countText } from '../domain/keeps-version';
import { draftContext, DraftHistory } from './draft-history';

/** Who holds the pen. */
export interface DraftAuthor {
  readonly accountId: string;
  readonly personId: string | null;
  readonly organisationId: string;
}

export interface DraftRow {
  readonly id: string;
  readonly organisationId: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly submittedAt: Date | null;
  /** Null: it counts among the open ones. */
  readonly setAsideAt: Date | null;
  /** The period it names; null: none, or nothing that could be one. */
  readonly periodId: string | null;
  /** Hexadecimal. */
  readonly digest: string;
}

export interface OpenDraft extends DraftRow {
  readonly content: DraftContent;
}

/** What a write left, and whether the draft had been set aside before it. */
export interface ReplacedDraft extends DraftRow {
  readonly wasSetAside: boolean;
}

/** Whose drafts are asked for; an account or person that is null is not asked for. */
export interface DraftOwner {
  readonly organisationId: string | null;
  readonly accountId: string | null;
  readonly personId: string | null;
}

/** Which of their drafts. */
interface DraftChoice extends PageQuery {
  /** Those that name no period belong to any. */
  readonly periodId: string | null;
  readonly setAside: boolean;
}

const COLUMNS = `
  cd.id, cd.organisation_id AS "organisationId", cd.account_id AS "accountId", cd.person_id AS "personId", cd.version,
  cd.created_at AS "createdAt", cd.updated_at AS "updatedAt", cd.submitted_at AS "submittedAt",
  cd.set_aside_at AS "setAsideAt", cd.period_id AS "periodId", encode(cd.content_digest, 'hex') AS digest`;

/** The only writer of drafts. Each write is one conditional statement, so that of several with one basis one wins. */
@Injectable()
export class DraftStore {
  constructor(private readonly history: DraftHistory) {}

  /** Null when the id is taken, by whomever. */
  async create(
    tx: Tx,
    now: Date,
    id: string,
    author: DraftAuthor,
    content: DraftContent,
  ): Promise<DraftRow | null> {
    const sealed = sealContent(id, 1, content);
    return firstRow(
      tx,
      `INSERT INTO consultation_draft AS cd (id, organisation_id, account_id, person_id, version, sealed, seal,
         content_digest, created_at, updated_at, code_points, period_id)
       VALUES ($1, $2, $3, $4, 1, $5, $6, decode($7, 'hex'), $8, $8, $9, $10)
       ON CONFLICT ON CONSTRAINT pk_consultation_draft DO NOTHING
       RETURNING ${COLUMNS}`,
      [
        id,
        author.organisationId,
        author.accountId,
        author.personId,
        sealed.bytes,
        sealed.seal,
        draftDigest(content),
        now,
        countText(content),
        periodNamed(content),
      ],
    );
  }

  /**
   * Null when there is no such open draft of this author, when it is at another version, or when nothing is new. Who writes
   * on takes up again what was set aside.
   */
  async replace(
    tx: Tx,
    now: Date,
    { id, version }: Pick<DraftRow, 'id' | 'version'>,
    author: DraftAuthor,
    content: DraftContent,
  ): Promise<ReplacedDraft | null> {
    const codePoints = countText(content);
    const digest = draftDigest(content);
    const replaced = {
      id,
      version,
      accountId: author.accountId,
      organisationId: author.organisationId,
      digest,
    };
    const kept = await this.history.keepIfWorth(tx, now, replaced, codePoints);
    const sealed = sealContent(id, version + 1, content);
    return firstRow(
      tx,
      `UPDATE consultation_draft AS cd
       SET version = cd.version + 1, sealed = $5, seal = $6, content_digest = decode($7, 'hex'), updated_at = $8,
         code_points = $9, kept_at = CASE WHEN $10 THEN $8 ELSE cd.kept_at END,
         kept_count = cd.kept_count + $10::integer,
         peak_code_points = CASE WHEN $10 THEN $9 ELSE greatest(cd.peak_code_points, cd.code_points, $9) END,
         period_id = $11, set_aside_at = NULL
       WHERE cd.id = $1 AND cd.organisation_id = $2 AND cd.account_id = $3 AND cd.version = $4
         AND cd.submitted_at IS NULL AND cd.content_digest <> decode($7, 'hex')
       RETURNING ${COLUMNS}, old.set_aside_at IS NOT NULL AS "wasSetAside"`,
      [
        id,
        author.organisationId,
        author.accountId,
        version,
        sealed.bytes,
        sealed.seal,
        digest,
        now,
        codePoints,
        kept,
        periodNamed(content),
      ],
    );
  }

  /** Null when the draft is no longer at this version or has been submitted. What is submitted is taken up again, too. */
  async markSubmitted(tx: Tx, now: Date, { id, version }: DraftRow): Promise<ReplacedDraft | null> {
    return firstRow(
      tx,
      `UPDATE consultation_draft AS cd SET submitted_at = $3, set_aside_at = NULL
       WHERE cd.id = $1 AND cd.version = $2 AND cd.submitted_at IS NULL
       RETURNING ${COLUMNS}, old.set_aside_at IS NOT NULL AS "wasSetAside"`,
      [id, version, now],
    );
  }

  async find(tx: Tx, id: string, owner: DraftOwner): Promise<OpenDraft | null> {
    const found = await firstRow<DraftRow & { readonly bytes: Buffer; readonly seal: string }>(
      tx,
      `SELECT ${COLUMNS}, cd.sealed AS bytes, cd.seal FROM consultation_draft AS cd
       WHERE cd.id = $1 AND cd.organisation_id = $2 AND ($3::uuid IS NULL OR cd.account_id = $3)`,
      [id, owner.organisationId, owner.accountId],
    );
    if (!found) return null;
    const { bytes, seal: name, ...row } = found;
    const text = unseal({ bytes, seal: name }, draftContext(id, row.version));
    return { ...row, content: JSON.parse(text) as DraftContent };
  }

  /** Drafts that are not submitted yet, last touched first. */
  async openPage(tx: Tx, owner: DraftOwner, query: DraftChoice): Promise<Page<DraftRow>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<DraftRow>(
      tx,
      `SELECT ${COLUMNS} FROM consultation_draft AS cd
       WHERE cd.submitted_at IS NULL AND cd.set_aside_at ${query.setAside ? 'IS NOT NULL' : 'IS NULL'} AND cd.organisation_id = $1
         AND ($2::uuid IS NULL OR cd.account_id = $2)
         AND ($3::uuid IS NULL OR cd.person_id = $3)
         AND ($4::timestamptz IS NULL OR (cd.updated_at, cd.id) < ($4, $5::uuid))
         AND ($7::uuid IS NULL OR cd.period_id IS NULL OR cd.period_id = $7)
       ORDER BY cd.updated_at DESC, cd.id DESC LIMIT $6`,
      [
        owner.organisationId,
        owner.accountId,
        owner.personId,
        cursor?.[0] ?? null,
        cursor?.[1] ?? null,
        query.limit + 1,
        query.periodId,
      ],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.updatedAt.toISOString(), row.id],
      (row) => row,
    );
  }
}

export function draftDigest(content: DraftContent): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

/** Whatever else stands there is kept in the text and nowhere else. */
function periodNamed({ periodId }: DraftContent): string | null {
  const named = typeof periodId === 'string' ? periodId.toLowerCase() : '';
  return isUuid(named) ? named : null;
}

function sealContent(id: string, version: number, content: DraftContent): Sealed {
  return seal(JSON.stringify(content), draftContext(id, version));
}
