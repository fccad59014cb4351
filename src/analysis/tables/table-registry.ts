import type { TableDefinition } from './define-table';
import { overviewTable } from './t01-overview';
import { callsTable } from './t02-calls';
import { hoursTable } from './t03-hours';
import { menuTable } from './t05-menu';
import { ageGenderTable } from './t07-age-gender';
import { fieldsTable } from './t09-fields';
import { responsesTable } from './t10-responses';
import { talkLengthTable } from './t13-talk-length';
import { channelsTable } from './t16-channels';
import { qualityTable } from './t21-quality';
import { callerRelationTable } from './t22-caller-relation';

/** Every table of a period's analysis, in the order of the index and of the workbook. */
export const TABLES: readonly TableDefinition[] = [
  overviewTable,
  callsTable,
  hoursTable,
  menuTable,
  ageGenderTable,
  fieldsTable,
  responsesTable,
  talkLengthTable,
  channelsTable,
  qualityTable,
  callerRelationTable,
];

export function tableByCode(code: string): TableDefinition | null {
  return TABLES.find(({ identity }) => identity.table === code) ?? null;
}
