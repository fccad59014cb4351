import { type GuideInForce, missingOnDuty, unreadGuides } from './unread-guides';

const at = (day: string) => new Date(`2026-12-${day}T10:00:00+09:00`);
const guide = (more: Partial<GuideInForce> = {}): GuideInForce => ({
  id: 'g',
  kind: 'policy',
  title: '基本方針',
  roles: [],
  fields: [],
  majors: [
    { number: 3, requiredFrom: at('28') },
    { number: 1, requiredFrom: at('01') },
  ],
  ...more,
});
const duty = (day: string, role = 'counsellor', fieldCode: string | null = 'suicide') => ({
  from: at(day),
  role,
  fieldCode,
});

describe('which version somebody has to read before a duty', () => {
  it.each<[string, number, string, number[]]>([
    ['nothing read, before the first is asked for', 0, '00', []],
    ['nothing read, the first asked for', 0, '01', [1]],
    ['nothing read, the newest asked for: that one only', 0, '28', [3]],
    ['the first read, before the next is asked for', 1, '27', []],
    ['the first read, the next asked for', 1, '28', [3]],
    ['a minor version of the first read', 2, '28', [3]],
    ['the newest read', 3, '31', []],
    ['a minor version of the newest read', 4, '31', []],
  ])('%s', (_, read, day, missing) => {
    const unread = unreadGuides([guide()], new Map([['g', read]]));
    const start = day === '00' ? { ...duty('01'), from: new Date(at('01').getTime() - 1) } : duty(day);
    expect(missingOnDuty(unread, start).map(({ number }) => number)).toEqual(missing);
  });

  it('somebody new has read nothing', () => {
    expect(unreadGuides([guide()], new Map()).map(({ number }) => number)).toEqual([1, 3]);
  });

  it.each<[string, Partial<GuideInForce>, ReturnType<typeof duty>, boolean]>([
    ['everybody', {}, duty('31'), true],
    ['the role of the seat', { roles: ['counsellor'] }, duty('31'), true],
    ['another role', { roles: ['adviser', 'referrals'] }, duty('31'), false],
    ['counsellors, of whom some stand by', { roles: ['counsellor'] }, duty('31', 'standby'), true],
    ['those who stand by', { roles: ['standby'] }, duty('31'), false],
    ['the field of the desk', { fields: ['general', 'suicide'] }, duty('31'), true],
    ['another field', { fields: ['general'] }, duty('31'), false],
    [
      'a field, at a desk that takes every call',
      { fields: ['general'] },
      duty('31', 'counsellor', null),
      true,
    ],
    ['both, of which one does not fit', { roles: ['adviser'], fields: ['suicide'] }, duty('31'), false],
  ])('concerns %s', (_, audience, seat, asked) => {
    const unread = unreadGuides([guide(audience)], new Map());
    expect(missingOnDuty(unread, seat)).toHaveLength(asked ? 1 : 0);
  });

  it('keeps documents with one title apart, and pledges from guidance', () => {
    const both = [guide(), guide({ id: 'p', kind: 'pledge' })];
    const missing = missingOnDuty(unreadGuides(both, new Map([['p', 1]])), duty('31'));
    expect(missing.map(({ guideId, kind, number }) => [guideId, kind, number])).toEqual([
      ['g', 'guidance', 3],
      ['p', 'pledge', 3],
    ]);
  });
});
