import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { type Page, type PageQuery, readCursor, toPage } from '../platform/http/page';
import { chooseVersion } from './domain/choose-version';
import type { FormDefinition } from './domain/form-definition';
import { type FormIndex, indexForm } from './domain/index-form';

export interface Form {
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

export interface FormVersionRow {
  readonly id: string;
  readonly formId: string;
  readonly number: number;
  /** Counts the changes of a draft; its ETag. */
  readonly revision: number;
  readonly definition: FormDefinition;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  readonly inForceFrom: Date | null;
}

/** A published version, ready to judge sheets by. */
export interface PublishedVersion {
  readonly id: string;
  readonly formId: string;
  readonly number: number;
  readonly inForceFrom: Date;
  readonly definition: FormDefinition;
  readonly index: FormIndex;
}

const KEPT_VERSIONS = 64;
const VERSION = `
  SELECT v.id, v.form_id AS "formId", v.number, v.revision, v.definition, v.created_at AS "createdAt",
         v.published_at AS "publishedAt", v.in_force_from AS "inForceFrom"
  FROM form_version AS v`;

@Injectable()
export class FormsReader {
  /** By version id. A published version never changes, so what is kept can only be old, never wrong. */
  private readonly kept = new Map<string, PublishedVersion>();

  async page(tx: Tx, query: PageQuery): Promise<Page<Form>> {
    const cursor = readCursor(query.cursor, [(code) => code.length > 0]);
    const found = await rows<Form>(
      tx,
      `SELECT f.id, f.code, f.title FROM form AS f WHERE $1::text IS NULL OR f.code > $1 ORDER BY f.code LIMIT $2`,
      [cursor?.[0] ?? null, query.limit + 1],
    );
    return toPage(
      found,
      query.limit,
      (row) => [row.code],
      (row) => row,
    );
  }

  async byId(tx: Tx, id: string): Promise<Form> {
    const found = await firstRow<Form>(tx, `SELECT f.id, f.code, f.title FROM form AS f WHERE f.id = $1`, [
      id,
    ]);
    if (!found) throw notFound('様式');
    return found;
  }

  /** Drafts and published ones, newest first. */
  async versions(tx: Tx, formId: string): Promise<FormVersionRow[]> {
    return rows(tx, `${VERSION} WHERE v.form_id = $1 ORDER BY v.number DESC`, [formId]);
  }

  async version(tx: Tx, formId: string, number: number): Promise<FormVersionRow> {
    const found = await firstRow<FormVersionRow>(tx, `${VERSION} WHERE v.form_id = $1 AND v.number = $2`, [
      formId,
      number,
    ]);
    if (!found) throw notFound('様式の版');
    return found;
  }

  /** The version a sheet received at this instant is filled in by; null before the first one starts. */
  async versionInForce(tx: Tx, formId: string, at: Date): Promise<PublishedVersion | null> {
    return chooseVersion(await this.publishedVersions(tx, formId), at);
  }

  async publishedVersions(tx: Tx, formId: string): Promise<PublishedVersion[]> {
    const ids = await rows<{ id: string }>(
      tx,
      `SELECT v.id FROM form_version AS v WHERE v.form_id = $1 AND v.published_at IS NOT NULL`,
      [formId],
    );
    return this.load(
      tx,
      ids.map((row) => row.id),
    );
  }

  /** A version some sheet was written with. */
  async publishedVersion(tx: Tx, id: string): Promise<PublishedVersion> {
    const [found] = await this.load(tx, [id]);
    if (!found) throw notFound('様式の版');
    return found;
  }

  private async load(tx: Tx, ids: readonly string[]): Promise<PublishedVersion[]> {
    const missing = ids.filter((id) => !this.kept.has(id));
    const loaded = new Map<string, PublishedVersion>();
    if (missing.length > 0) {
      const found = await rows<FormVersionRow>(tx, `${VERSION} WHERE v.id = ANY ($1)`, [missing]);
      for (const row of found) {
        if (row.inForceFrom === null) continue;
        const version = { ...row, inForceFrom: row.inForceFrom, index: indexForm(row.definition) };
        loaded.set(row.id, version);
        this.keep(version);
      }
    }
    return ids.flatMap((id) => loaded.get(id) ?? this.kept.get(id) ?? []);
  }

  private keep(version: PublishedVersion): void {
    const [oldest] = this.kept.keys();
    if (this.kept.size >= KEPT_VERSIONS && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(version.id, version);
  }
}
