import { type PlannedShift, samePlan } from './same-plan';

const plan: PlannedShift = {
  periodId: 'p',
  organisationId: 'o',
  channel: 'phone',
  fieldCode: null,
  role: 'counsellor',
  startsAt: new Date('2026-12-31T22:00:00+09:00'),
  endsAt: new Date('2027-01-01T06:00:00+09:00'),
  seats: 2,
};

describe('samePlan', () => {
  it('compares instants, not their writing', () => {
    expect(samePlan(plan, { ...plan, startsAt: new Date('2026-12-31T13:00:00Z') })).toBe(true);
  });

  it.each<[string, Partial<PlannedShift>]>([
    ['period', { periodId: 'q' }],
    ['organisation', { organisationId: 'q' }],
    ['channel', { channel: 'chat' }],
    ['field', { fieldCode: 'suicide' }],
    ['role', { role: 'adviser' }],
    ['start', { startsAt: new Date('2026-12-31T22:00:01+09:00') }],
    ['end', { endsAt: new Date('2027-01-01T06:00:01+09:00') }],
    ['seats', { seats: 3 }],
  ])('tells another %s', (_, change) => {
    expect(samePlan(plan, { ...plan, ...change })).toBe(false);
  });
});
