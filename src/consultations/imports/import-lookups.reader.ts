import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { rows, type Tx } from '../../platform/database/sql';
import { FormsReader } from '../../forms/forms.reader';
import type { Period } from '../../periods/period.entity';
import { PeriodsReader } from '../../periods/periods.reader';
import { periodClosed } from '../domain/consultation-status';
import { nameKey } from '../domain/read-answers';
import type { SheetFileContext } from '../domain/read-sheet-row';

/** How a file names one of its sheets. */
export interface SourceName {
  readonly organisationId: string;
  readonly sourceNo: string;
}

/** How a file names a call. */
export interface CallName {
  readonly organisationId: string;
  readonly channel: string;
  readonly callNo: string;
}

export function sourceKey({ organisationId, sourceNo }: SourceName): string {
  return `${organisationId}/${sourceNo}`;
}

/** What a file of sheets is compared with, a thousand rows at a time. */
@Injectable()
export class ImportLookupsReader {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly forms: FormsReader,
  ) {}

  /** The period, if it still takes sheets; it cannot be closed before this transaction ends. */
  async openPeriod(tx: Tx, periodId: string): Promise<Period> {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    if (period.status === 'closed') throw periodClosed();
    return period;
  }

  async context(tx: Tx, periodId: string): Promise<Omit<SheetFileContext, 'now'>> {
    const period = await this.openPeriod(tx, periodId);
    return {
      period: { from: period.startsAt, until: period.endsAt },
      versions: await this.forms.publishedVersions(tx, period.formId),
      organisations: await organisationsIn(tx, periodId),
      staff: await staffIn(tx, periodId),
      channels: await channelNames(tx),
    };
  }

  /** Digest of every sheet of the period that came from a file, as it was first filed, by `sourceKey`. */
  async filed(tx: Tx, periodId: string): Promise<Map<string, string>> {
    const found = await rows<SourceName & { digest: string }>(
      tx,
      `SELECT co.organisation_id AS "organisationId", co.source_no AS "sourceNo", encode(r.content_digest, 'hex') AS digest
       FROM consultation AS co
       JOIN consultation_revision AS r ON r.consultation_id = co.id AND r.revision_no = 1
       WHERE co.period_id = $1 AND co.source_no IS NOT NULL`,
      [periodId],
    );
    return new Map(found.map((row) => [sourceKey(row), row.digest]));
  }

  /**
   * The call that each name means, by its place in the list: a leg that reached the organisation, or one of which the
   * carrier did not say whom it reached. Of several, the first that was not handed on: that one is due a sheet.
   */
  async calls(tx: Tx, periodId: string, names: readonly CallName[]): Promise<Map<number, string>> {
    const found = await rows<{ place: bigint; id: string }>(
      tx,
      `SELECT k.place, leg.id
       FROM unnest($2::text[], $3::text[], $4::uuid[]) WITH ORDINALITY AS k(channel, call_no, organisation_id, place)
       CROSS JOIN LATERAL (
         SELECT c.id FROM contact AS c
         WHERE c.period_id = $1 AND c.channel = k.channel AND c.carrier_no = k.call_no
           AND (c.organisation_id IS NULL OR c.organisation_id = k.organisation_id)
         ORDER BY c.organisation_id NULLS LAST, c.result = 'answered' DESC, c.leg LIMIT 1
       ) AS leg`,
      [
        periodId,
        names.map((name) => name.channel),
        names.map((name) => name.callNo),
        names.map((name) => name.organisationId),
      ],
    );
    return new Map(found.map((row) => [Number(row.place) - 1, row.id]));
  }

  /** Which of these calls have a sheet. */
  async takenCalls(tx: Tx, contactIds: readonly string[]): Promise<Set<string>> {
    const found = await rows<{ id: string }>(
      tx,
      `SELECT co.contact_id AS id FROM consultation AS co WHERE co.contact_id = ANY ($1) AND co.status <> 'voided'`,
      [contactIds],
    );
    return new Set(found.map(({ id }) => id));
  }
}

async function organisationsIn(tx: Tx, periodId: string): Promise<Map<string, string>> {
  const found = await rows<{ code: string; id: string }>(
    tx,
    `SELECT o.code, o.id FROM participation AS pa JOIN organisation AS o ON o.id = pa.organisation_id
     WHERE pa.period_id = $1`,
    [periodId],
  );
  return new Map(found.map((row) => [row.code, row.id]));
}

async function staffIn(tx: Tx, periodId: string): Promise<Map<string, string>> {
  const found = await rows<{ organisationId: string; staffCode: string; personId: string }>(
    tx,
    `SELECT a.organisation_id AS "organisationId", a.staff_code AS "staffCode", a.person_id AS "personId"
     FROM participation AS pa JOIN affiliation AS a ON a.organisation_id = pa.organisation_id
     WHERE pa.period_id = $1`,
    [periodId],
  );
  return new Map(found.map((row) => [`${row.organisationId}/${row.staffCode}`, row.personId]));
}

async function channelNames(tx: Tx): Promise<Map<string, string>> {
  const found = await rows<{ code: string; label: string }>(
    tx,
    `SELECT r.code, r.label_ja AS label FROM reference_code AS r WHERE r.list = 'channel'`,
  );
  return new Map(
    found.flatMap(({ code, label }) => [[nameKey(label), code] as const, [nameKey(code), code] as const]),
  );
}
