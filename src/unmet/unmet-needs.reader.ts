import { Injectable } from '@nestjs/common';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { sheetScope } from '../consultations/domain/consultation.policy';
import { type SealContext, unseal } from '../platform/crypto/seal';
import { firstRow, rows, type Tx } from '../platform/database/sql';
import { isInstant, isUuid, type Page, readCursor, toPage } from '../platform/http/page';
import { type Labels, type MapLevel, NIGHT_HOURS, type UnmetPlace } from './domain/unmet-map';
import type { UnmetNeedQuery } from './unmet.dto';

export interface UnmetNeed {
  readonly id: string;
  readonly organisationId: string;
  readonly periodId: string;
  readonly consultationId: string;
  readonly worryCategory: string;
  readonly supportKind: string;
  readonly reason: string;
  readonly prefectureCode: string | null;
  readonly municipalityCode: string | null;
  readonly language: string | null;
  readonly neededAt: Date;
  readonly accountId: string;
  readonly createdAt: Date;
}

type NotedNeed = UnmetNeed & { readonly note: string | null };
type SealedNeed = UnmetNeed & { readonly bytes: Buffer | null; readonly seal: string | null };

const NEED = `
  SELECT u.id, u.organisation_id AS "organisationId", u.period_id AS "periodId", u.consultation_id AS "consultationId",
         u.worry_category AS "worryCategory", u.support_kind AS "supportKind", u.reason,
         u.prefecture_code AS "prefectureCode", u.municipality_code AS "municipalityCode", u.language,
         u.needed_at AS "neededAt", u.account_id AS "accountId", u.created_at AS "createdAt"`;

/** $1 organisation, $2 which sheets, $3 account: a counsellor sees what they noted themself. */
const IN_SCOPE = `u.organisation_id = $1 AND u.withdrawn_at IS NULL AND ($2 = 'all' OR ($2 = 'own' AND u.account_id = $3))`;

@Injectable()
export class UnmetNeedsReader {
  /** Newest first; without notes. */
  async page(tx: Tx, actor: Actor, query: UnmetNeedQuery): Promise<Page<UnmetNeed>> {
    const cursor = readCursor(query.cursor, [isInstant, isUuid]);
    const found = await rows<UnmetNeed>(
      tx,
      `${NEED} FROM unmet_need AS u
       WHERE ${IN_SCOPE}
         AND ($4::uuid IS NULL OR u.period_id = $4)
         AND ($5::text IS NULL OR u.worry_category = $5)
         AND ($6::text IS NULL OR u.reason = $6)
         AND ($7::text IS NULL OR u.prefecture_code = $7)
         AND ($8::timestamptz IS NULL OR (u.needed_at, u.id) < ($8, $9::uuid))
       ORDER BY u.needed_at DESC, u.id DESC LIMIT $10`,
      [
        ...scopeOf(actor),
        query.periodId ?? null,
        query.worryCategory ?? null,
        query.reason ?? null,
        query.prefectureCode ?? null,
        ...(cursor ?? [null, null]),
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      ({ neededAt, id }) => [neededAt.toISOString(), id],
      (need) => need,
    );
  }

  async byId(tx: Tx, actor: Actor, id: string): Promise<NotedNeed> {
    const found = await firstRow<SealedNeed>(
      tx,
      `${NEED}, u.sealed AS bytes, u.seal FROM unmet_need AS u WHERE ${IN_SCOPE} AND u.id = $4`,
      [...scopeOf(actor), id],
    );
    if (!found) throw notFound('満たせなかった支援の記録');
    const { bytes, seal, ...need } = found;
    const note = bytes === null || seal === null ? null : unseal({ bytes, seal }, noteContext(id));
    return { ...need, note };
  }

  /** Counts per place, of every organisation that the reader sees; by place, then what was needed most. */
  async map(tx: Tx, query: MapQuestion): Promise<Page<UnmetPlace>> {
    const { level = 'prefecture' } = query;
    const after = readCursor(query.cursor, [isText, isText, isText, isText]);
    const found = await rows<UnmetPlace>(
      tx,
      `SELECT * FROM (
         SELECT place.code AS "placeCode", ${nameOf(level)} AS "placeName",
                u.worry_category AS "worryCategory", u.support_kind AS "supportKind", u.reason,
                count(*)::integer AS count,
                (count(*) FILTER (WHERE local.hour >= $2 OR local.hour < $3))::integer AS "countAtNight"
         FROM unmet_need AS u
         CROSS JOIN LATERAL (SELECT ${codeOf(level)} AS code) AS place
         CROSS JOIN LATERAL (SELECT extract(hour FROM u.needed_at AT TIME ZONE 'Asia/Tokyo') AS hour) AS local
         WHERE u.period_id = $1 AND u.withdrawn_at IS NULL
         GROUP BY place.code, u.worry_category, u.support_kind, u.reason
       ) AS m
       WHERE $4::text IS NULL
          OR (coalesce(m."placeCode", ''), m."worryCategory", m."supportKind", m.reason) > ($4, $5::text, $6::text, $7::text)
       ORDER BY coalesce(m."placeCode", ''), m."worryCategory", m."supportKind", m.reason LIMIT $8`,
      [
        query.periodId,
        NIGHT_HOURS.from,
        NIGHT_HOURS.until,
        ...(after ?? [null, null, null, null]),
        query.limit + 1,
      ],
    );
    return toPage(
      found,
      query.limit,
      (place) => [place.placeCode ?? '', place.worryCategory, place.supportKind, place.reason],
      (place) => place,
    );
  }

  async labels(tx: Tx): Promise<Labels> {
    const found = await rows<{ list: string; code: string; label: string }>(
      tx,
      `SELECT r.list, r.code, r.label_ja AS label FROM reference_code AS r
       WHERE r.list IN ('worry_category', 'support_kind', 'unmet_reason')`,
    );
    const of = (list: string) =>
      new Map(found.filter((row) => row.list === list).map(({ code, label }) => [code, label]));
    return {
      worryCategory: of('worry_category'),
      supportKind: of('support_kind'),
      reason: of('unmet_reason'),
    };
  }
}

interface MapQuestion {
  readonly periodId: string;
  readonly level?: MapLevel | undefined;
  readonly limit: number;
  readonly cursor?: string;
}

const isText = (): boolean => true;

const codeOf = (level: MapLevel): string =>
  level === 'municipality' ? 'u.municipality_code' : 'u.prefecture_code';

function nameOf(level: MapLevel): string {
  const name =
    level === 'municipality'
      ? `(SELECT m.name FROM municipality AS m WHERE m.code = place.code)`
      : `(SELECT r.label_ja FROM reference_code AS r WHERE r.list = 'prefecture' AND r.code = place.code)`;
  return `coalesce(${name}, '不明')`;
}

function scopeOf(actor: Actor): readonly unknown[] {
  const scope = sheetScope(actor);
  return [scope.organisationId, scope.sheets, actor.accountId];
}

export function noteContext(id: string): SealContext {
  return { table: 'unmet_need', rowId: id, field: 'note' };
}
