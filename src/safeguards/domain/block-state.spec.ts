import { blockState } from './block-state';

const NOON = new Date('2027-01-02T12:00:00+09:00');

describe('state of a block', () => {
  it.each([
    ['in force from the start', null, null, 'in_force'],
    ['suspended before the end of a lifting', null, '2027-01-02T12:00:01+09:00', 'suspended'],
    ['in force again at its end', null, '2027-01-02T12:00:00+09:00', 'in_force'],
    ['ended for good', '2027-01-02T11:00:00+09:00', '2027-01-03T00:00:00+09:00', 'ended'],
  ])('is %s', (_, ended, lifted, state) => {
    const [endedAt, liftedUntil] = [ended, lifted].map((text) => (text === null ? null : new Date(text)));
    expect(blockState({ endedAt: endedAt ?? null, liftedUntil: liftedUntil ?? null }, NOON)).toBe(state);
  });
});
