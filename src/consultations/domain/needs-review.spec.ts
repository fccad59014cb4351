import { v7 as uuidv7 } from 'uuid';
import { needsReview } from './needs-review';

const ID = '01890000-0000-7000-8000-00000000000a';
const calm = { suicideRisk: 'none', urgency: 'normal' };

describe('needsReview', () => {
  it.each([
    ['urgent', { suicideRisk: 'none', urgency: 'urgent' }, true],
    ['danger', { suicideRisk: 'danger', urgency: 'normal' }, true],
    ['notice', { suicideRisk: 'notice', urgency: 'unknown' }, true],
    ['ideation', { suicideRisk: 'ideation', urgency: 'normal' }, false],
    ['watch', { suicideRisk: 'none', urgency: 'watch' }, false],
    ['unknown', { suicideRisk: 'unknown', urgency: 'unknown' }, false],
  ])('%s', (_, codes, needed) => {
    expect(needsReview(ID, codes, 0)).toBe(needed);
  });

  it('draws its share of ids made one after the other, each the same way every time', () => {
    const ids = Array.from({ length: 20_000 }, () => uuidv7());
    const drawn = ids.filter((id) => needsReview(id, calm, 5));
    expect(drawn.length / ids.length).toBeGreaterThan(0.043);
    expect(drawn.length / ids.length).toBeLessThan(0.057);
    expect(drawn.every((id) => needsReview(id.toUpperCase(), calm, 5))).toBe(true);
    expect(ids.filter((id) => needsReview(id, calm, 0))).toEqual([]);
    expect(ids.every((id) => needsReview(id, calm, 100))).toBe(true);
  });
});
