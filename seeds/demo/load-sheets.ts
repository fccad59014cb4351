import type { EntityManager } from 'typeorm';
import { SheetStore } from '../../src/consultations/sheet-store';
import { CallLinkStore } from '../../src/consultations/calls/call-link-store';
import { formatTokyo } from '../../src/shared/tokyo-time';
import type { SheetRecord } from './sheet-records';

const BATCH = 500;

/** Sheets go in through the application's own store: columns, history, digests and seals are exactly those of filed sheets. */
export async function loadSheets(
  tx: EntityManager,
  now: Date,
  records: readonly SheetRecord[],
): Promise<void> {
  const store = new SheetStore(new CallLinkStore());
  await allotNumbers(tx, store, records);
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    await store.insert(
      tx,
      now,
      batch.map(({ first }) => first),
    );
  }
  await stampWritingTimes(tx, records);
  for (const { correction } of records) {
    if (correction !== null)
      await store.amend(tx, correction.at, correction.revision, correction.revision.revisionNo - 1);
  }
}

/** The numbers are the demo's own; the next sheet somebody files gets the one after. */
async function allotNumbers(
  tx: EntityManager,
  store: SheetStore,
  records: readonly SheetRecord[],
): Promise<void> {
  const wanted = new Map<string, Map<string, number>>();
  for (const { first } of records) {
    const { periodId, organisationId } = first.place;
    const counts = wanted.get(periodId) ?? new Map<string, number>();
    wanted.set(periodId, counts.set(organisationId, (counts.get(organisationId) ?? 0) + 1));
  }
  for (const [periodId, counts] of wanted) await store.allotNumbers(tx, periodId, counts);
}

/** The store writes everything as of one moment; these sheets were written over ten days. */
async function stampWritingTimes(tx: EntityManager, records: readonly SheetRecord[]): Promise<void> {
  const times = JSON.stringify(
    records.map(({ first, writtenAt }) => ({ id: first.id, at: formatTokyo(writtenAt) })),
  );
  await tx.query(
    `UPDATE consultation AS c SET created_at = t.at, updated_at = t.at
     FROM json_to_recordset($1) AS t(id uuid, at timestamptz) WHERE c.id = t.id`,
    [times],
  );
  await tx.query(
    `UPDATE consultation_revision AS r SET written_at = t.at
     FROM json_to_recordset($1) AS t(id uuid, at timestamptz) WHERE r.consultation_id = t.id`,
    [times],
  );
}
