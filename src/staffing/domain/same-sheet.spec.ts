import { sameSheet, type SheetContent } from './same-sheet';

const span = { from: new Date(0), until: new Date(10), wish: 'can' } as const;
const sheet: SheetContent = {
  spans: [span],
  maxMinutes: null,
  targetMinutes: 60,
  maxNights: 1,
  maxDays: null,
  noteToAll: '',
  noteToCoordinator: null,
};

describe('sameSheet', () => {
  it('compares instants, not objects', () => {
    expect(sameSheet(sheet, { ...sheet, spans: [{ ...span, from: new Date(0) }] })).toBe(true);
  });

  it('does not mind how a stretch of one wish is cut', () => {
    const halves = [0, 5].map((from) => ({ ...span, from: new Date(from), until: new Date(from + 5) }));
    expect(sameSheet(sheet, { ...sheet, spans: halves })).toBe(true);
  });

  it.each<[string, Partial<SheetContent>]>([
    ['wish', { spans: [{ ...span, wish: 'want' }] }],
    ['start', { spans: [{ ...span, from: new Date(1) }] }],
    ['end', { spans: [{ ...span, until: new Date(11) }] }],
    ['number of spans', { spans: [] }],
    ['limit', { maxNights: 0 }],
    ['note', { noteToAll: '遅れます' }],
    ['private note', { noteToCoordinator: '家族の都合' }],
  ])('tells another %s', (_, change) => {
    expect(sameSheet(sheet, { ...sheet, ...change })).toBe(false);
  });
});
