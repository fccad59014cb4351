import { accountId, SET_UP_AT } from './demo-ids';
import type { DutyRole } from './demo-organisations';
import type { MenuField } from './demo-period';
import { rowId } from './row-ids';

interface Rate {
  readonly role: DutyRole;
  readonly field?: MenuField;
  readonly yenPerHour: number;
  readonly dayCapYen?: number;
  readonly clause: string;
}

/** Prices and clauses of an agreement that does not exist. */
const RATES: readonly Rate[] = [
  { role: 'counsellor', yenPerHour: 2_200, dayCapYen: 17_600, clause: '謝金支払要領（架空）第5条第1項第1号' },
  {
    role: 'counsellor',
    field: 'suicide',
    yenPerHour: 2_600,
    dayCapYen: 20_800,
    clause: '謝金支払要領（架空）第5条第1項第2号',
  },
  { role: 'adviser', yenPerHour: 4_000, dayCapYen: 24_000, clause: '謝金支払要領（架空）第5条第2項' },
  { role: 'coordinator', yenPerHour: 2_800, dayCapYen: 22_400, clause: '謝金支払要領（架空）第5条第3項' },
  { role: 'interpreter', yenPerHour: 3_500, dayCapYen: 28_000, clause: '謝金支払要領（架空）第6条' },
  { role: 'standby', yenPerHour: 1_200, clause: '謝金支払要領（架空）第7条（待機）' },
];

const DECIDED_ON = '2025-12-01';

/** One set of prices for every organisation, from the first day of a period. */
export function rateCardRows(periodId: string, validFrom: string) {
  return RATES.map(({ role, field, yenPerHour, dayCapYen, clause }) => ({
    id: rowId(SET_UP_AT, `rate-card/${periodId}/${role}/${field ?? ''}`),
    period_id: periodId,
    role,
    field_code: field ?? null,
    yen_per_hour: yenPerHour,
    day_cap_yen: dayCapYen ?? null,
    valid_from: validFrom,
    decided_on: DECIDED_ON,
    basis_clause: clause,
    created_by: accountId('accountant'),
  }));
}
