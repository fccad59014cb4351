import { isServiceOpen, type ServiceHours } from '../../directory/domain/service-hours';
import { deadline, type Urgency, URGENCY_CODES } from './deadline';

const at = (text: string): Date => new Date(`${text}+09:00`);
const HOLIDAYS = new Set(['2027-01-01', '2027-01-11']);
const OFFICE: ServiceHours = {
  schedules: [{ weekdays: [1, 2, 3, 4, 5], opensAt: '09:00', closesAt: '17:00', closedOnHolidays: true }],
  exceptions: [{ from: '12-29', until: '01-04', opensAt: null, closesAt: null }],
  validFrom: '2020-01-01',
  validUntil: null,
};
const NIGHT: ServiceHours = {
  ...OFFICE,
  schedules: [
    { weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: '22:00', closesAt: '26:00', closedOnHolidays: false },
  ],
  exceptions: [],
};

describe('deadline', () => {
  it.each([
    // 2027-01-04 is a Monday, 11 January a holiday.
    ['normal', 'in the night of 2 January', '2027-01-02T02:00:00', OFFICE, '2027-01-05T17:00:00'],
    ['watch', 'in the night of 2 January', '2027-01-02T02:00:00', OFFICE, '2027-01-04T13:00:00'],
    ['urgent', 'in the night of 2 January', '2027-01-02T02:00:00', OFFICE, '2027-01-02T04:00:00'],
    ['watch', 'within a day', '2027-01-05T09:30:00', OFFICE, '2027-01-05T13:30:00'],
    ['watch', 'over the evening', '2027-01-05T15:30:00', OFFICE, '2027-01-06T11:30:00'],
    ['watch', 'over weekend and holiday', '2027-01-08T16:00:00', OFFICE, '2027-01-12T12:00:00'],
    ['watch', 'over the closing of the year', '2026-12-28T16:30:00', OFFICE, '2027-01-04T12:30:00'],
    ['normal', 'after midnight of a night line', '2027-01-05T01:00:00', NIGHT, '2027-01-09T01:00:00'],
    ['watch', 'hours unknown: an office', '2027-01-02T02:00:00', null, '2027-01-04T12:30:00'],
    ['watch', 'half a minute', '2027-01-05T09:30:30', OFFICE, '2027-01-05T13:31:00'],
    [
      'watch',
      'it ends before: an office',
      '2027-01-02T02:00:00',
      { ...OFFICE, validUntil: '2027-01-04' },
      '2027-01-04T12:30:00',
    ],
  ] as [Urgency, string, string, ServiceHours | null, string][])(
    '%s: %s',
    (urgency, _, sentAt, hours, expected) => {
      expect(deadline(urgency, at(sentAt), { hours, holidays: HOLIDAYS })).toEqual(at(expected));
    },
  );

  it('lands in an opening of the receiver, whenever it is sent', () => {
    const minute = 60_000;
    for (let hour = 0; hour < 24 * 14; hour += 7) {
      const sentAt = new Date(at('2026-12-26T00:17:00').getTime() + hour * 60 * minute);
      for (const urgency of URGENCY_CODES.filter((code) => code !== 'urgent')) {
        const due = deadline(urgency, sentAt, { hours: OFFICE, holidays: HOLIDAYS });
        expect(isServiceOpen(OFFICE, new Date(due.getTime() - minute), HOLIDAYS)).toBe(true);
        expect(due > sentAt).toBe(true);
      }
    }
  });
});
