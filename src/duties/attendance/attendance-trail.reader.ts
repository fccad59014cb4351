import { Injectable } from '@nestjs/common';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { firstRow, rows, type Tx } from '../../platform/database/sql';
import type { AttendanceEventView } from './attendance.dto';

interface EventRow extends Omit<AttendanceEventView, 'cameAt' | 'leftAt' | 'recordedAt'> {
  readonly cameAt: Date | null;
  readonly leftAt: Date | null;
  readonly recordedAt: Date;
}

@Injectable()
export class AttendanceTrailReader {
  async events(tx: Tx, assignmentId: string): Promise<AttendanceEventView[]> {
    const visible = await firstRow(tx, `SELECT FROM shift_assignment AS sa WHERE sa.id = $1`, [assignmentId]);
    if (!visible) throw notFound('勤務');
    const found = await rows<EventRow>(
      tx,
      `SELECT e.number, e.kind, e.source, e.came_at AS "cameAt", e.left_at AS "leftAt", e.reason,
              e.account_id AS "accountId", e.recorded_at AS "recordedAt"
       FROM attendance_event AS e WHERE e.assignment_id = $1 ORDER BY e.number`,
      [assignmentId],
    );
    return found.map((row) => ({
      ...row,
      cameAt: row.cameAt && formatTokyo(row.cameAt),
      leftAt: row.leftAt && formatTokyo(row.leftAt),
      recordedAt: formatTokyo(row.recordedAt),
    }));
  }
}
