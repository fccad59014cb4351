import type { Role } from '../../src/platform/authz/permissions';
import { rowId } from './row-ids';

/** When the office set everything up, some weeks before the first call. */
export const SET_UP_AT = new Date('2025-11-17T14:00:00+09:00');

export const DEMO_PERIOD_ID = rowId(SET_UP_AT, 'period/demo');
export const TRIAL_PERIOD_ID = rowId(SET_UP_AT, 'period/trial');
/** The carrier's file came on the first working day after the run. */
export const IMPORTED_AT = new Date('2026-01-05T09:30:00+09:00');
export const CALL_IMPORT_ID = rowId(IMPORTED_AT, 'job/calls');

export function accountId(role: Role): string {
  return rowId(SET_UP_AT, `account/${role}`);
}
