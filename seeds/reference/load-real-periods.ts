import type { EntityManager } from 'typeorm';
import { fixedId, STANDARD_FORM_ID } from './load-public-forms';
import { REAL_PERIODS, type RealPeriod } from './real-periods';

/** The eight real runs, as closed periods without any record in them. A period that exists is left alone. */
export async function loadRealPeriods(tx: EntityManager, now: Date): Promise<void> {
  for (const period of REAL_PERIODS) {
    const id = fixedId(`period/${period.key}`);
    const added: unknown[] = await tx.query(
      `INSERT INTO period (id, label, form_id, starts_at, ends_at, status, note, created_at)
       VALUES ($1, $2, $3, $4, $5, 'closed', $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [id, period.label, STANDARD_FORM_ID, period.from, period.until, period.note, now],
    );
    if (added.length === 0) continue;
    await loadMenu(tx, id, period);
    await loadWindows(tx, id, period);
  }
}

async function loadMenu(tx: EntityManager, periodId: string, period: RealPeriod): Promise<void> {
  for (const [index, item] of (period.menu ?? []).entries()) {
    await tx.query(
      `INSERT INTO period_field (period_id, field_code, digit, label_ja, sort_order) VALUES ($1, $2, $3, $4, $5)`,
      [periodId, item.field, item.digit ?? null, item.label, index + 1],
    );
  }
}

async function loadWindows(tx: EntityManager, periodId: string, period: RealPeriod): Promise<void> {
  for (const window of period.windows ?? []) {
    await tx.query(
      `INSERT INTO opening_window (period_id, channel, field_code, opens_at, closes_at, daily_from, daily_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        periodId,
        window.channel,
        window.field ?? null,
        window.from ?? period.from,
        window.until ?? period.until,
        window.daily?.[0] ?? null,
        window.daily?.[1] ?? null,
      ],
    );
  }
}
