import { buildSize, defaultSeconds } from './default-seconds';
import { material } from './material.fixture';

describe('seconds that a proposal gets where nobody says', () => {
  it.each([
    ['nobody', 0, 0, 2.5],
    ['a small organisation', 12, 5, 2.5],
    ['one organisation, 60 people and ten days', 60, 10, 2.5],
    ['all organisations, a week', 300, 7, 8.75],
    ['all organisations, three weeks', 300, 21, 26.25],
    ['the whole country, a quarter of a year', 1_000, 90, 60],
  ])('%s', (_, people, days, seconds) => {
    expect(defaultSeconds({ people, days })).toBe(seconds);
  });
});

describe('the size of a build', () => {
  it('counts people of all organisations, and days with something to change', () => {
    const [first] = material().organisations;
    const standing = { ...first!, freeShiftIds: new Set([first!.shifts[0]!.id]) };
    expect(buildSize(material())).toEqual({ people: 2, days: 2 });
    expect(buildSize({ organisations: [standing, standing] })).toEqual({ people: 4, days: 1 });
  });
});
