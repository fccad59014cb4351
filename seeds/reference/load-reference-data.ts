import { getHolidaysOf } from 'japanese-holidays';
import type { EntityManager } from 'typeorm';
import { CODE_LISTS, LINE_FIELDS } from './code-lists';
import { loadMunicipalities } from './load-municipalities';
import { loadPublicForms } from './load-public-forms';
import { loadRealPeriods } from './load-real-periods';
import { MILEAGE_RATES } from './mileage-rates';
import { URGENT_STEPS } from './urgent-steps';

const HOLIDAY_YEARS = [2022, 2023, 2024, 2025, 2026, 2027];

/** What the system cannot run without. Adds what is missing and never overwrites what people have corrected. */
export async function loadReferenceData(tx: EntityManager, now: Date): Promise<void> {
  await tx.query(`SELECT set_config('tsunagi.scope', 'all_organisations', true)`);
  await loadLineFields(tx);
  await loadCodeLists(tx);
  await loadUrgentSteps(tx);
  await loadMileageRates(tx);
  await loadHolidays(tx);
  await loadMunicipalities(tx);
  await loadPublicForms(tx, now);
  await loadRealPeriods(tx, now);
}

async function loadLineFields(tx: EntityManager): Promise<void> {
  for (const [index, [code, ja, en]] of LINE_FIELDS.entries()) {
    await tx.query(
      `INSERT INTO line_field (code, label_ja, label_en, sort_order) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [code, ja, en, index + 1],
    );
  }
}

async function loadCodeLists(tx: EntityManager): Promise<void> {
  const flat = Object.entries(CODE_LISTS).flatMap(([list, codes]) =>
    codes.map(([code, ja, en], index) => ({ list, code, label_ja: ja, label_en: en, sort_order: index + 1 })),
  );
  await tx.query(
    `INSERT INTO reference_code (list, code, label_ja, label_en, sort_order)
     SELECT r.list, r.code, r.label_ja, r.label_en, r.sort_order
     FROM json_to_recordset($1) AS r(list text, code text, label_ja text, label_en text, sort_order integer)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(flat)],
  );
}

async function loadUrgentSteps(tx: EntityManager): Promise<void> {
  const steps = URGENT_STEPS.map(({ label, help, ...step }, index) => ({
    ...step,
    label_ja: label,
    help_ja: help,
    sort_order: index + 1,
  }));
  await tx.query(
    `INSERT INTO urgent_step (code, label_ja, help_ja, kind, minutes, sort_order)
     SELECT s.code, s.label_ja, s.help_ja, s.kind, s.minutes, s.sort_order
     FROM json_to_recordset($1) AS s(code text, label_ja text, help_ja text, kind text, minutes integer, sort_order integer)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(steps)],
  );
}

async function loadMileageRates(tx: EntityManager): Promise<void> {
  await tx.query(
    `INSERT INTO mileage_rate (valid_from, yen_per_km, source)
     SELECT m.valid_from, m.yen_per_km, m.source
     FROM json_to_recordset($1) AS m(valid_from date, yen_per_km bigint, source text) ON CONFLICT DO NOTHING`,
    [JSON.stringify(MILEAGE_RATES)],
  );
}

/** From the library's rules; equinoxes beyond the official announcement are predictions and may be corrected by hand. */
async function loadHolidays(tx: EntityManager): Promise<void> {
  const days = HOLIDAY_YEARS.flatMap((year) =>
    getHolidaysOf(year, true).map(({ month, date, name }) => ({
      day: `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`,
      name,
    })),
  );
  await tx.query(
    `INSERT INTO holiday (day, name, source)
     SELECT h.day, h.name, 'japanese-holidays' FROM json_to_recordset($1) AS h(day date, name text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(days)],
  );
}
