import { type HeldSkill, holdsOn } from './skill';

const night: HeldSkill = {
  kind: 'role',
  code: 'supervisor',
  validFrom: '2026-12-31',
  validUntil: '2027-01-02',
};

describe('holdsOn', () => {
  it.each([
    ['2026-12-30', false],
    ['2026-12-31', true],
    ['2027-01-01', true],
    ['2027-01-02', false],
  ])('on %s: %s', (day, held) => {
    expect(holdsOn([night], { kind: 'role', code: 'supervisor' }, day)).toBe(held);
  });

  it('asks for the same kind and code, and knows no end without one', () => {
    expect(holdsOn([night], { kind: 'role', code: 'adviser' }, '2026-12-31')).toBe(false);
    expect(holdsOn([night], { kind: 'field', code: 'supervisor' }, '2026-12-31')).toBe(false);
    expect(
      holdsOn([{ ...night, validUntil: null }], { kind: 'role', code: 'supervisor' }, '2199-12-31'),
    ).toBe(true);
  });
});
