import type { Interval } from '../../shared/interval';
import { type CallFault, callFault, type CallCells, type CellReader } from './call-row';
import type { CallColumn } from './call-columns';

export interface CallStamps {
  readonly dialledAt: number;
  readonly queuedAt: number | null;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
}

/** A mail may be answered weeks later; a year is a slip of the pen. */
const LONGEST_MS = 366 * 24 * 60 * 60 * 1000;
const NOT_AN_INSTANT = '日時は 2024-12-31 22:05:30 の形式で、実在する日時を入力してください。';

/** Reads the instants of a row, each inside its bounds and in the order in which a call goes on. */
export function stampsReader(period: Interval, read: (text: string) => number): CellReader<CallStamps> {
  const later = laterReader(read);
  const startsAt = period.from.getTime();
  const endsAt = period.until.getTime();
  return (row, faults) => {
    const cell = row.cell('dialledAt');
    const dialledAt = read(cell);
    if (Number.isNaN(dialledAt)) faults.push(missingOrWrong(cell));
    // A call belongs to the period in which it was dialled, however long it lasts (domain rule 5).
    else if (dialledAt < startsAt || dialledAt >= endsAt) {
      faults.push(callFault('dialledAt', 'outside_period', '発信日時が実施期の外です。'));
    }
    const queuedAt = later({ row, column: 'queuedAt', earliest: dialledAt }, faults);
    const answeredAt = later({ row, column: 'answeredAt', earliest: queuedAt ?? dialledAt }, faults);
    const last = answeredAt ?? queuedAt ?? dialledAt;
    return {
      dialledAt,
      queuedAt,
      answeredAt,
      endedAt: later({ row, column: 'endedAt', earliest: last }, faults),
    };
  };
}

interface LaterStamp {
  readonly row: CallCells;
  readonly column: CallColumn;
  /** NaN when that one is wrong itself: then there is nothing to compare with. */
  readonly earliest: number;
}

function laterReader(read: (text: string) => number) {
  return ({ row, column, earliest }: LaterStamp, faults: CallFault[]): number | null => {
    const cell = row.cell(column);
    if (cell === '' || cell.trim() === '') return null;
    const at = read(cell);
    if (Number.isNaN(at)) faults.push(callFault(column, 'instant', NOT_AN_INSTANT));
    else if (at < earliest) {
      faults.push(callFault(column, 'time_order', '前の段階の日時より前になっています。'));
    } else if (at - earliest > LONGEST_MS) {
      faults.push(callFault(column, 'time_span', '前の段階の日時から1年以上離れています。'));
    }
    return Number.isNaN(at) ? null : at;
  };
}

function missingOrWrong(cell: string): CallFault {
  return cell.trim() === ''
    ? callFault('dialledAt', 'required', '発信日時がありません。')
    : callFault('dialledAt', 'instant', NOT_AN_INSTANT);
}
