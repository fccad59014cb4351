import type { Interval } from '../../src/shared/interval';
import { formatTokyo, HOUR_MS, startOfTokyoDay, tokyoDay } from '../../src/shared/tokyo-time';
import { STANDARD_FORM_ID } from '../reference/load-public-forms';
import { DESKS, type Desk, HOME_NPO, NPOS } from './demo-organisations';
import { DEMO_PERIOD, DEMO_SEED, MENU, WINDOWS } from './demo-period';
import { SET_UP_AT, TRIAL_PERIOD_ID } from './demo-ids';
import { organisationId, type People } from './people';
import { skillRows } from './plan/skill-rows';
import { rowId } from './row-ids';

const DAY_MS = 24 * HOUR_MS;
const OPENING_CLOCK_MS = 10 * HOUR_MS;
const TRIAL_DAYS = 30;
const TRIAL_ROSTER_DAYS = 5;
const PUBLISHED_DAYS = 2;

/** A period with its label. */
interface LabelledSpan extends Interval {
  readonly label: string;
  readonly note: string;
}

/**
 * A run that is on now, for those who want to book shifts and file sheets themselves: from the last 10:00, and never before
 * the fictional run is over, so that nobody is on two rosters at once.
 */
export function trialPeriod(now: Date): LabelledSpan {
  const today = startOfTokyoDay(tokyoDay(now)).getTime() + OPENING_CLOCK_MS;
  const lastOpening = today > now.getTime() ? today - DAY_MS : today;
  const from = Math.max(lastOpening, DEMO_PERIOD.until.getTime() + DAY_MS);
  return {
    label: 'おためし期（架空）',
    note: '操作を試すための期です。シフトには空きがあり、呼と記録票はまだありません。',
    from: new Date(from),
    until: new Date(from + TRIAL_DAYS * DAY_MS),
  };
}

/** The first days of it have a roster that keeps the rules, so that it can be changed and published again, and seats to fill. */
export function trialRosterPlan(trial: Interval, people: People) {
  const held = new Set(
    skillRows(DEMO_SEED, people).map(({ person_id, kind, code }) => `${person_id}/${kind}/${code}`),
  );
  const shown: readonly string[] = [HOME_NPO, 'akatsuki', 'kurashi'];
  return {
    periodId: TRIAL_PERIOD_ID,
    span: { from: trial.from, until: new Date(trial.from.getTime() + TRIAL_ROSTER_DAYS * DAY_MS) },
    desks: DESKS.filter(({ organisation }: Desk) => shown.includes(organisation)),
    filled: 0.6,
    restHours: 11,
    mayKeep: (personId: string, { role }: Desk) => role === 'standby' || held.has(`${personId}/role/${role}`),
  };
}

/** Long enough ago that whoever has not confirmed yet is to be rung. */
export function publishedBefore({ from }: Interval): Date {
  return new Date(from.getTime() - PUBLISHED_DAYS * DAY_MS);
}

export function periodRow(id: string, { label, note, from, until }: LabelledSpan) {
  return {
    id,
    label,
    form_id: STANDARD_FORM_ID,
    starts_at: formatTokyo(from),
    ends_at: formatTokyo(until),
    status: 'open',
    note,
  };
}

export function fieldRows(periodId: string) {
  return MENU.map(({ field, digit, label }, index) => ({
    period_id: periodId,
    field_code: field,
    digit,
    label_ja: label,
    sort_order: index + 1,
  }));
}

export function windowRows(periodId: string, span: Interval) {
  return WINDOWS.map(({ channel, field, daily }) => ({
    id: rowId(SET_UP_AT, `window/${periodId}/${channel}/${field ?? ''}`),
    period_id: periodId,
    channel,
    field_code: field,
    opens_at: formatTokyo(span.from),
    closes_at: formatTokyo(span.until),
    daily_from: daily?.[0] ?? null,
    daily_until: daily?.[1] ?? null,
  }));
}

export function participationRows(periodId: string) {
  return NPOS.map(({ code, seatsPromised, budgetYen }) => ({
    id: rowId(SET_UP_AT, `participation/${periodId}/${code}`),
    period_id: periodId,
    organisation_id: organisationId(code),
    seats_promised: seatsPromised,
    budget_yen: budgetYen,
  }));
}
