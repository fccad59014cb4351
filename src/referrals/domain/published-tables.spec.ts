import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { URGENCIES } from './deadline';
import { LEGAL_GROUNDS } from './legal-grounds';
import { packetStage } from './packet';
import { MOVE_RULES, REFERRAL_STATUSES } from './referral-moves';
import { TASK_STATES } from './task-status';
import { awaitedParty } from './waiting';

const DOCUMENT = readFileSync(join(__dirname, '../../../docs/referrals.md'), 'utf8');

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');

describe('docs/referrals.md says what the code does', () => {
  it.each([
    [
      'moves',
      table(
        ['Move', 'From', 'To', 'By', 'Only for'],
        MOVE_RULES.map(({ move, from, to, by, methods }) => [
          `\`${move}\``,
          from.join(', '),
          to,
          by.join(', '),
          methods?.join(', ') ?? '',
        ]),
      ),
    ],
    [
      'states',
      table(
        ['Status', 'Awaited', 'Packet', 'Task.status', 'Task.businessStatus'],
        REFERRAL_STATUSES.map((status) => [
          `\`${status}\``,
          awaitedParty(status) ?? '',
          packetStage(status),
          TASK_STATES[status].status,
          TASK_STATES[status].businessStatus,
        ]),
      ),
    ],
    [
      'urgencies',
      table(
        ['Urgency', 'Label', 'Counts', 'Minutes'],
        Object.entries(URGENCIES).map(([code, { label, counts, minutes }]) => [
          `\`${code}\``,
          label,
          counts,
          String(minutes),
        ]),
      ),
    ],
    [
      'legal grounds',
      table(
        ['Ground', 'Label', 'Source'],
        Object.entries(LEGAL_GROUNDS).map(([code, { label, source }]) => [`\`${code}\``, label, source]),
      ),
    ],
  ])('%s', (_, expected) => {
    expect(DOCUMENT).toContain(expected);
  });
});
