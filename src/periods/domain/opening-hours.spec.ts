import { isOpen, minuteOfClock, type OpeningWindow } from './opening-hours';

const at = (text: string): Date => new Date(`${text}+09:00`);
const period = { from: at('2024-12-25T10:00'), until: at('2025-01-04T10:00') };
const under18: OpeningWindow = {
  channel: 'phone',
  fieldCode: 'under18',
  open: period,
  daily: { fromMinute: minuteOfClock('10:00'), untilMinute: minuteOfClock('16:00:00') },
};
const chat: OpeningWindow = {
  channel: 'chat',
  fieldCode: null,
  open: { from: period.from, until: at('2025-01-03T22:00') },
  daily: null,
};
const night: OpeningWindow = {
  ...under18,
  fieldCode: 'women',
  daily: { fromMinute: 22 * 60, untilMinute: 5 * 60 },
};
const windows = [under18, chat, night];

describe('isOpen', () => {
  it.each([
    ['field window, first instant', 'phone', 'under18', '2024-12-26T10:00', true],
    ['field window, one millisecond early', 'phone', 'under18', '2024-12-26T09:59:59.999', false],
    ['field window, last instant', 'phone', 'under18', '2024-12-26T15:59:59.999', true],
    ['field window, end is outside', 'phone', 'under18', '2024-12-26T16:00', false],
    ['03:00 on the key of the young is out of hours', 'phone', 'under18', '2024-12-31T03:00', false],
    ['another field follows the period', 'phone', 'suicide', '2024-12-31T03:00', true],
    ['no field follows the period', 'phone', null, '2025-01-04T09:59:59.999', true],
    ['the period itself ends', 'phone', null, '2025-01-04T10:00', false],
    ['chat closes before the period does', 'chat', 'loneliness', '2025-01-03T22:00', false],
    ['chat of a field without a window of its own', 'chat', 'under18', '2025-01-03T21:59', true],
    ['over midnight, late', 'phone', 'women', '2024-12-31T23:30', true],
    ['over midnight, early', 'phone', 'women', '2025-01-01T04:59', true],
    ['over midnight, closed', 'phone', 'women', '2025-01-01T05:00', false],
  ])('%s', (_, channel, fieldCode, when, open) => {
    expect(isOpen(windows, period, { channel, fieldCode }, at(when))).toBe(open);
  });
});
