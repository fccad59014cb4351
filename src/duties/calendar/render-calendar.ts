import ical, { ICalEventClass, ICalEventStatus } from 'ical-generator';
import { v5 as uuidv5 } from 'uuid';
import type { DutyEvent } from '../domain/duty-events';
import { channelWord } from '../domain/duty-words';

/** Names are made inside this one, so that neither shift nor person can be read from a UID (RFC 7986 §5.3). */
const UID_NAMESPACE = '5b9d7d0e-3a52-4c8e-9d0f-6f1f0a5a9999';
const REFRESH_SECONDS = 15 * 60;

/**
 * One event per duty, in UTC: Japan has no summer time, and a zone name beside library-made local times would shift them
 * by nine hours. Who is near the phone may read it, so neither line nor colleague nor organisation is in it.
 */
export function renderCalendar(personId: string, events: readonly DutyEvent[]): string {
  const calendar = ical({
    name: 'つなぎ 勤務',
    prodId: { company: 'Tsunagi', product: 'duties', language: 'JA' },
    ttl: REFRESH_SECONDS,
  });
  for (const { lineage, cell, sequence, changedAt } of events.toSorted(byStart)) {
    calendar.createEvent({
      id: uuidv5(`${personId}/${lineage}`, UID_NAMESPACE),
      start: cell.startsAt,
      end: cell.endsAt,
      summary: `${cell.role === 'standby' ? '待機' : '勤務'}（${channelWord(cell.channel)}）`,
      sequence,
      // Without METHOD, DTSTAMP says when the event last changed (RFC 5545 §3.8.7.2): equal duties give equal bytes.
      stamp: changedAt,
      status: ICalEventStatus.CONFIRMED,
      class: ICalEventClass.PRIVATE,
    });
  }
  return calendar.toString();
}

function byStart(a: DutyEvent, b: DutyEvent): number {
  return a.cell.startsAt.getTime() - b.cell.startsAt.getTime() || (a.lineage < b.lineage ? -1 : 1);
}
