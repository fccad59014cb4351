import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../../platform/database/sql';
import type { Answers } from '../../forms/domain/form-definition';
import { FormMappingsReader } from '../../forms/form-mappings.reader';
import { FormsReader } from '../../forms/forms.reader';
import type { ExportedSheet, ExportVersion } from '../domain/export-table';
import { NarrativesReader } from '../narratives.reader';

/** The sheets of one organisation in one period. */
export interface ExportShare {
  readonly periodId: string;
  readonly organisationId: string;
  readonly sheets: number;
}

export interface ExportSelection {
  readonly periodIds: readonly string[];
  readonly organisationId: string | null;
}

interface SheetRow extends Omit<ExportedSheet, 'startedAt' | 'endedAt' | 'answers' | 'talkSeconds'> {
  readonly content: {
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly talkSeconds: number | null;
    readonly answers: Answers;
  };
}

/** Those that count in tables: voided sheets and drafts stay out. */
const COUNTED = `co.status IN ('submitted', 'reviewed', 'locked')`;
const SELECTED = `co.period_id = ANY ($1) AND ($2::uuid IS NULL OR co.organisation_id = $2) AND ${COUNTED}`;

/** The next sheets with the room their words take; lengths are known without reading the words. */
const SIZED = `
  SELECT co.*, pg_column_size(r.content) + CASE WHEN $5 THEN coalesce((
           SELECT sum(octet_length(n.sealed)) FROM consultation_narrative AS n
           WHERE n.consultation_id = co.id AND n.revision_no = co.revision_no), 0) ELSE 0 END AS bytes
  FROM consultation AS co
  JOIN consultation_revision AS r ON r.consultation_id = co.id AND r.revision_no = co.revision_no
  WHERE co.period_id = $1 AND co.organisation_id = $2 AND co.record_no > $3 AND ${COUNTED}
  ORDER BY co.record_no LIMIT $4`;

@Injectable()
export class ExportReader {
  constructor(
    private readonly forms: FormsReader,
    private readonly mappings: FormMappingsReader,
    private readonly narratives: NarrativesReader,
  ) {}

  /** In the order of the file: periods by their start, organisations by code. */
  async shares(tx: Tx, { periodIds, organisationId }: ExportSelection): Promise<ExportShare[]> {
    return rows(
      tx,
      `SELECT co.period_id AS "periodId", co.organisation_id AS "organisationId", count(*)::integer AS sheets
       FROM consultation AS co
       JOIN period AS p ON p.id = co.period_id
       JOIN organisation AS o ON o.id = co.organisation_id
       WHERE ${SELECTED}
       GROUP BY co.period_id, co.organisation_id, p.starts_at, o.code
       ORDER BY p.starts_at, o.code`,
      [periodIds, organisationId],
    );
  }

  /** Newest first, each with its way into the newest. */
  async versions(tx: Tx, { periodIds, organisationId }: ExportSelection): Promise<ExportVersion[]> {
    const used = await rows<{ formId: string; number: number }>(
      tx,
      `SELECT v.form_id AS "formId", v.number FROM form_version AS v
       WHERE v.id IN (SELECT co.form_version_id FROM consultation AS co WHERE ${SELECTED})
       ORDER BY v.in_force_from DESC`,
      [periodIds, organisationId],
    );
    const [first] = used;
    if (!first) return [];
    const newest = await this.forms.version(tx, first.formId, first.number);
    const versions: ExportVersion[] = [];
    for (const { formId, number } of used) {
      const row = await this.forms.version(tx, formId, number);
      const { id, index } = await this.forms.publishedVersion(tx, row.id);
      const crosswalk = id === newest.id ? null : await this.mappings.crosswalk(tx, row, newest);
      versions.push({ id, number, index, crosswalk });
    }
    return versions;
  }

  /** The next sheets of one share by record number: as many as fit into the batch, and always one. */
  async sheets(tx: Tx, share: ExportShare, after: number, batch: ExportBatch): Promise<ExportedSheet[]> {
    const found = await rows<SheetRow>(
      tx,
      `SELECT co.id, co.record_no AS "recordNo", co.source_no AS "sourceNo", co.revision_no AS "revisionNo",
              p.label AS "periodLabel", o.code AS "organisationCode", staff.code AS "staffCode",
              coalesce(channel.label_ja, co.channel) AS channel, c.carrier_no AS "callNo",
              co.form_version_id AS "formVersionId", r.content
       FROM (
         SELECT sized.*, sum(sized.bytes) OVER (ORDER BY sized.record_no) - sized.bytes AS before
         FROM (${SIZED}) AS sized
       ) AS co
       JOIN period AS p ON p.id = co.period_id
       JOIN organisation AS o ON o.id = co.organisation_id
       JOIN consultation_revision AS r ON r.consultation_id = co.id AND r.revision_no = co.revision_no
       LEFT JOIN contact AS c ON c.id = co.contact_id
       LEFT JOIN reference_code AS channel ON channel.list = 'channel' AND channel.code = co.channel
       LEFT JOIN LATERAL (
         SELECT a.staff_code AS code FROM affiliation AS a
         WHERE a.person_id = co.counsellor_id AND a.organisation_id = co.organisation_id
         ORDER BY a.valid_from DESC LIMIT 1
       ) AS staff ON true
       WHERE co.before = 0 OR co.before + co.bytes <= $6
       ORDER BY co.record_no`,
      [share.periodId, share.organisationId, after, batch.sheets, batch.withNarratives, batch.bytes],
    );
    const words = batch.withNarratives ? await this.narratives.of(tx, found) : new Map<string, Answers>();
    return found.map(({ content, ...sheet }) => ({
      ...sheet,
      startedAt: new Date(content.startedAt),
      endedAt: content.endedAt === null ? null : new Date(content.endedAt),
      talkSeconds: content.talkSeconds,
      answers: { ...content.answers, ...words.get(sheet.id) },
    }));
  }
}

interface ExportBatch {
  /** At most so many. */
  readonly sheets: number;
  /** Of the sheets as they are stored. */
  readonly bytes: number;
  readonly withNarratives: boolean;
}
