import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import type { Answers } from '../forms/domain/form-definition';
import { FormsReader, type PublishedVersion } from '../forms/forms.reader';
import { openNarrative } from './narrative-seal';

export interface RevisionRow {
  readonly revisionNo: number;
  readonly reason: string;
  readonly writtenBy: string | null;
  readonly writtenAt: Date;
}

interface Digested {
  /** Hexadecimal. */
  readonly digest: string;
}

/** A revision as it was written. */
export interface FullRevision extends RevisionRow, Digested {
  readonly version: PublishedVersion;
  readonly channel: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly talkSeconds: number | null;
  readonly contactId: string | null;
  /** With narratives, in the order of the form. */
  readonly answers: Answers;
}

interface StoredRevision extends RevisionRow, Digested {
  readonly content: {
    readonly formVersionId: string;
    readonly channel: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly talkSeconds: number | null;
    readonly contactId: string | null;
    readonly answers: Answers;
  };
}

interface SealedNarrative {
  readonly field: string;
  readonly bytes: Buffer;
  readonly seal: string;
}

/** History of sheets. Asks nothing about who reads: callers have found the sheet through `ConsultationsReader` first. */
@Injectable()
export class RevisionsReader {
  constructor(private readonly forms: FormsReader) {}

  /** Newest first. */
  async list(tx: Tx, consultationId: string): Promise<RevisionRow[]> {
    return rows(
      tx,
      `SELECT r.revision_no AS "revisionNo", r.reason, r.written_by AS "writtenBy", r.written_at AS "writtenAt"
       FROM consultation_revision AS r WHERE r.consultation_id = $1 ORDER BY r.revision_no DESC`,
      [consultationId],
    );
  }

  async full(tx: Tx, consultationId: string, revisionNo: number): Promise<FullRevision> {
    const stored = await firstRow<StoredRevision>(
      tx,
      `SELECT r.revision_no AS "revisionNo", r.reason, r.written_by AS "writtenBy", r.written_at AS "writtenAt", r.content,
              encode(r.content_digest, 'hex') AS digest
       FROM consultation_revision AS r WHERE r.consultation_id = $1 AND r.revision_no = $2`,
      [consultationId, revisionNo],
    );
    if (!stored) throw notFound('相談記録票の版');
    const { content, ...row } = stored;
    const version = await this.forms.publishedVersion(tx, content.formVersionId);
    const words = await this.narratives(tx, consultationId, revisionNo);
    return {
      ...row,
      version,
      channel: content.channel,
      startedAt: new Date(content.startedAt),
      endedAt: content.endedAt === null ? null : new Date(content.endedAt),
      talkSeconds: content.talkSeconds,
      contactId: content.contactId,
      answers: inFormOrder(version, { ...content.answers, ...words }),
    };
  }

  /** Digest of a sheet as it was first filed. */
  async firstDigest(tx: Tx, consultationId: string): Promise<string | null> {
    const found = await firstRow<{ digest: string }>(
      tx,
      `SELECT encode(r.content_digest, 'hex') AS digest FROM consultation_revision AS r
       WHERE r.consultation_id = $1 AND r.revision_no = 1`,
      [consultationId],
    );
    return found?.digest ?? null;
  }

  private async narratives(tx: Tx, consultationId: string, revisionNo: number): Promise<Answers> {
    const sealed = await rows<SealedNarrative>(
      tx,
      `SELECT n.field_code AS field, n.sealed AS bytes, n.seal FROM consultation_narrative AS n
       WHERE n.consultation_id = $1 AND n.revision_no = $2`,
      [consultationId, revisionNo],
    );
    return Object.fromEntries(
      sealed.map((one) => [one.field, openNarrative(one, { consultationId, revisionNo, field: one.field })]),
    );
  }
}

function inFormOrder(version: PublishedVersion, answers: Answers): Answers {
  const ordered = [...version.index.fields.keys()].flatMap((code) =>
    Object.hasOwn(answers, code) ? [[code, answers[code]] as const] : [],
  );
  return Object.fromEntries(ordered);
}
