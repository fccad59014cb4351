import { checkQuickList, isShownOn, MOST_PICKS, type QuickPick } from './check-quick-list';

const pick = (serviceId: string, change: Partial<QuickPick> = {}): QuickPick => ({
  serviceId,
  noteJa: null,
  validFrom: '2026-12-25',
  validUntil: null,
  ...change,
});
const OFFERED = new Set(['a', 'b']);
const many = Array.from({ length: MOST_PICKS + 1 }, (_, at) => String(at));

describe('a quick list', () => {
  it.each([
    ['nothing', [], OFFERED, []],
    ['two services', [pick('a'), pick('b', { validUntil: '2026-12-26' })], OFFERED, []],
    ['an unknown one', [pick('a'), pick('x')], OFFERED, ['/entries/1/serviceId unknown']],
    ['one twice', [pick('a'), pick('a')], OFFERED, ['/entries/1/serviceId duplicate']],
    ['no day at all', [pick('a', { validUntil: '2026-12-25' })], OFFERED, ['/entries/0/validUntil span']],
    ['too many', many.map((id) => pick(id)), new Set(many), ['/entries too_many']],
  ] as [string, QuickPick[], Set<string>, string[]][])('of %s', (_, picks, offered, faults) => {
    expect(checkQuickList(picks, offered).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });

  it.each([
    ['2026-12-24', false],
    ['2026-12-25', true],
    ['2027-01-03', true],
    ['2027-01-04', false],
  ])('is shown on its days, half-open: %s', (day, isShown) => {
    expect(isShownOn(pick('a', { validUntil: '2027-01-04' }), day)).toBe(isShown);
  });
});
