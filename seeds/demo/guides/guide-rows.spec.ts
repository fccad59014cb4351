import { DEMO_SEED } from '../demo-period';
import { HOME_NPO } from '../demo-organisations';
import { organisationId, generatePeople } from '../people';
import { guideRows, readingRows, versionRows } from './guide-rows';

const at = (text: string) => new Date(`2026-11-${text}T10:00:00+09:00`);
const TIMES = { publishedAt: at('18'), requiredFrom: at('30'), pledgedAt: at('20') };

describe('the demo’s documents', () => {
  const people = generatePeople(DEMO_SEED);
  const home = people.affiliations.filter((each) => each.organisation_id === organisationId(HOME_NPO));
  const account = [home[2]?.person_id ?? '', 'account'] as const;
  const readings = readingRows(people, new Map([account]), TIMES);
  const versions = versionRows(TIMES);

  it('say that they are invented, and have one draft between them', () => {
    expect(versions.filter(({ title, body }) => !title.includes('架空') || !body.includes('架空'))).toEqual(
      [],
    );
    expect(versions.filter((version) => version.published_at === null)).toHaveLength(1);
    expect(guideRows().map(({ current_number }) => current_number)).toEqual([1, 1, 2, 1, 1]);
  });

  it('carry the digest of the text under every signature', () => {
    const digests = new Map(versions.map((each) => [`${each.guide_id}/${each.number}`, each.digest]));
    expect(readings.filter((each) => digests.get(`${each.guide_id}/${each.number}`) !== each.digest)).toEqual(
      [],
    );
    expect(new Set(readings.map(({ id }) => id)).size).toBe(readings.length);
  });

  it('were read from the beginning by everybody, lately by most, the demo’s counsellor not among them', () => {
    const counsellor = home[1]?.person_id;
    // Five documents of the beginning with two pledges, and two signatures of late.
    const count = (personId?: string) => readings.filter((each) => each.person_id === personId).length;
    const counts = people.staff.map(({ personId }) => count(personId));
    expect(new Set(counts)).toEqual(new Set([6, 8]));
    expect(counts.filter((each) => each === 6)).toHaveLength(18);
    expect(count(counsellor)).toBe(6);
    expect(count(account[0])).toBe(8);
  });

  it('were signed on the screen by those with a login only', () => {
    const own = readings.filter(({ way }) => way === 'self');
    expect(new Set(own.map((each) => each.person_id))).toEqual(new Set([account[0]]));
  });
});
