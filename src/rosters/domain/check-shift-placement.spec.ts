import { checkShiftPlacement, type PlacementGround } from './check-shift-placement';

const at = (text: string): Date => new Date(`${text}+09:00`);
const ground: PlacementGround = {
  period: { from: at('2024-12-25T10:00'), until: at('2025-01-04T10:00') },
  organisationTakesPart: true,
  menu: ['suicide', 'under18'],
};
const plan = (from: string, until: string, fieldCode: string | null = null) => ({
  span: { from: at(from), until: at(until) },
  fieldCode,
});
const codes = (...[wanted, where]: Parameters<typeof checkShiftPlacement>): string[] =>
  checkShiftPlacement(wanted, where).map(({ pointer, code }) => `${pointer} ${code}`);

describe('checkShiftPlacement', () => {
  it.each([
    ['inside the period', '2024-12-31T22:00', '2025-01-01T06:00', []],
    ['begins before the period', '2024-12-25T06:00', '2024-12-25T10:01', []],
    ['ends after the period', '2025-01-04T09:59', '2025-01-04T18:00', []],
    ['ends where the period begins', '2024-12-25T02:00', '2024-12-25T10:00', ['/startsAt outside_period']],
    ['begins where the period ends', '2025-01-04T10:00', '2025-01-04T18:00', ['/startsAt outside_period']],
    ['a whole day', '2024-12-28T08:30', '2024-12-29T08:30', []],
    ['a minute more than a day', '2024-12-28T08:30', '2024-12-29T08:31', ['/endsAt too_long']],
    ['no length', '2024-12-28T08:30', '2024-12-28T08:30', ['/endsAt span']],
    ['backwards', '2024-12-28T08:30', '2024-12-27T08:30', ['/endsAt span']],
    [
      'next year by mistake',
      '2025-12-28T08:30',
      '2026-12-28T17:30',
      ['/endsAt too_long', '/startsAt outside_period'],
    ],
  ])('%s', (_, from, until, faults) => {
    expect(codes(plan(from, until), ground)).toEqual(faults);
  });

  it.each([
    ['no field', null, ground.menu, []],
    ['a field of the menu', 'under18', ground.menu, []],
    ['a field of another period', 'disaster', ground.menu, ['/fieldCode not_offered']],
    ['any field while the menu is not known', 'disaster', [], []],
  ])('%s', (_, fieldCode, menu, faults) => {
    const shift = plan('2024-12-31T22:00', '2025-01-01T06:00', fieldCode);
    expect(codes(shift, { ...ground, menu })).toEqual(faults);
  });

  it('names everything that is wrong at once', () => {
    const shift = plan('2025-02-01T22:00', '2025-02-02T06:00', 'disaster');
    expect(codes(shift, { ...ground, organisationTakesPart: false })).toEqual([
      '/startsAt outside_period',
      '/organisationId not_participating',
      '/fieldCode not_offered',
    ]);
  });
});
