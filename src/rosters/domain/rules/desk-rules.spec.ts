import type { UnreadGuide } from '../../../guides/domain/unread-guides';
import type { OpeningWindow } from '../../../periods/domain/opening-hours';
import type { HeldSkill } from '../../../staffing/domain/skill';
import { deskHours } from './desk-hours';
import { at, facts, findings, person, shift } from './facts.fixture';
import { fairness } from './fairness';
import { fieldSkill } from './field-skill';
import { guidanceRead } from './guidance-read';
import { minimumStaff } from './minimum-staff';
import { peopleNeeds } from './people-needs';
import { pledgeGiven } from './pledge-given';
import { qualification } from './qualification';
import { roleSkill } from './role-skill';
import { supervisorPresent } from './supervisor-present';
import { cannot, notOffered, reluctant } from './wish-rules';

const held = (kind: HeldSkill['kind'], code: string, validUntil: string | null = null): HeldSkill => ({
  kind,
  code,
  validFrom: '2026-12-01',
  validUntil,
});
const DAY = '12-31 10:00 8';

describe('skills', () => {
  it.each([
    ['the field', fieldSkill, shift(DAY, { fieldCode: 'suicide' }), held('field', 'suicide'), {}],
    ['the role', roleSkill, shift(DAY, { role: 'adviser' }), held('role', 'adviser'), {}],
    ['a qualification', qualification, shift(DAY), held('qualification', 'psw'), { codes: ['psw'] }],
    ['the guidance', guidanceRead, shift(DAY), held('guidance', 'v3'), { codes: ['v3'] }],
    ['the pledge', pledgeGiven, shift(DAY), held('pledge', 'p2026'), { codes: ['p2026'] }],
  ])('%s is held on the day of the duty', (_, rule, duty, skill, parameters) => {
    const broken = (skills: readonly HeldSkill[]) =>
      findings(rule, facts([person([duty], { skills })]), parameters);
    expect(broken([skill])).toEqual([]);
    expect(broken([])).toEqual([DAY]);
    expect(broken([{ ...skill, code: 'other' }])).toEqual([DAY]);
    expect(broken([{ ...skill, validUntil: '2027-01-01' }])).toEqual([]);
    expect(broken([{ ...skill, validUntil: '2026-12-31' }])).toEqual([DAY]);
    expect(broken([{ ...skill, validFrom: '2027-01-01' }])).toEqual([DAY]);
  });

  it('are not asked where nobody asks for one', () => {
    const roster = facts([person([DAY])]);
    for (const rule of [fieldSkill, roleSkill, qualification, guidanceRead, pledgeGiven]) {
      expect(findings(rule, roster)).toEqual([]);
    }
  });
});

describe('documents', () => {
  const unread = (more: Partial<UnreadGuide> = {}): UnreadGuide => ({
    guideId: 'g',
    kind: 'guidance',
    title: '基本方針',
    number: 2,
    requiredFrom: at('12-31 10:00'),
    roles: [],
    fields: [],
    ...more,
  });
  const broken = (rule: typeof guidanceRead, guide: UnreadGuide, duty = shift(DAY)) =>
    findings(rule, facts([person([duty], { unread: [guide] })]));

  it.each([
    ['not read', unread(), [DAY], []],
    ['not pledged', unread({ kind: 'pledge' }), [], [DAY]],
    ['asked for a minute later', unread({ requiredFrom: at('12-31 10:01') }), [], []],
    ['for another desk', unread({ fields: ['general'] }), [], []],
    ['for other seats', unread({ roles: ['adviser'] }), [], []],
  ])('%s', (_, guide, guidance, pledge) => {
    const duty = shift(DAY, { fieldCode: 'suicide' });
    expect(broken(guidanceRead, guide, duty)).toEqual(guidance);
    expect(broken(pledgeGiven, guide, duty)).toEqual(pledge);
  });

  it('say in words which version is missing', () => {
    const [finding] = guidanceRead.check(facts([person([DAY], { unread: [unread()] })]), { codes: [] });
    expect(finding?.message).toBe('12月31日 10:00〜18:00の勤務までに読む「基本方針」（第2版）が未読です。');
  });

  it('are asked for beside those that a setting names', () => {
    const roster = facts([person([DAY], { unread: [unread()] })]);
    expect(findings(guidanceRead, roster, { codes: ['paper-1'] })).toEqual([DAY, DAY]);
  });
});

describe('wishes', () => {
  const wish = (
    level: 'want' | 'can' | 'reluctant' | 'cannot',
    from = '12-31 10:00',
    until = '12-31 18:00',
  ) => ({
    wish: level,
    from: at(from),
    until: at(until),
  });
  const rules = { cannot, reluctant, notOffered };
  it.each([
    ['wanted', [wish('want')], []],
    [
      'one hour only if nobody else',
      [wish('can', '12-31 10:00', '12-31 17:00'), wish('reluctant', '12-31 17:00')],
      ['reluctant'],
    ],
    ['one hour not offered', [wish('can', '12-31 11:00')], ['notOffered']],
    ['one minute impossible', [wish('want'), wish('cannot', '12-31 17:59')], ['cannot']],
    ['impossible until it begins', [wish('cannot', '12-31 00:00', '12-31 10:00'), wish('can')], []],
  ])('%s', (_, spans, broken) => {
    const wishes = {
      revisionNo: 1,
      spans,
      maxMinutes: null,
      targetMinutes: null,
      maxNights: null,
      maxDays: null,
    };
    const roster = facts([person([DAY], { wishes })]);
    const found = Object.entries(rules).filter(([, rule]) => findings(rule, roster).length > 0);
    expect(found.map(([name]) => name)).toEqual(broken);
  });

  it('are not read out of silence', () => {
    for (const rule of Object.values(rules)) expect(findings(rule, facts([person([DAY])]))).toEqual([]);
  });
});

describe('people together', () => {
  const early = person(['12-31 10:00 8'], { id: 'early' });
  const late = person(['12-31 14:00 8'], { id: 'late' });

  it('nobody is alone, by interval and not by shift', () => {
    const alone = (...people: Parameters<typeof facts>[0]) => findings(minimumStaff, facts(people));
    expect(alone(early, late)).toEqual(['12-31 10:00 8 = 1 people', '12-31 14:00 8 = 1 people']);
    expect(alone(early, { ...early, id: 'other' })).toEqual([]);
    expect(alone()).toEqual([]);
    expect(alone(early, person([shift(DAY, { role: 'standby' })], { id: 'standby' }))).toEqual([
      '12-31 10:00 8 = 1 people',
    ]);
  });

  it('a supervisor is there, by skill or by seat', () => {
    const lacking = (...people: Parameters<typeof facts>[0]) => findings(supervisorPresent, facts(people));
    expect(lacking(early)).toEqual(['12-31 10:00 8 = 1 people']);
    expect(lacking(early, { ...late, skills: [held('role', 'supervisor')] })).toEqual([
      '12-31 10:00 8 = 1 people',
    ]);
    expect(lacking({ ...early, skills: [held('role', 'supervisor')] })).toEqual([]);
    expect(lacking(early, person([shift(DAY, { role: 'adviser' })], { id: 'a' }))).toEqual([]);
  });

  it('needs for a language are met hour by hour', () => {
    const english = {
      skill: { kind: 'language' as const, code: 'en' },
      channel: 'phone',
      fieldCode: null,
      atLeast: 1,
      strength: 'weighted' as const,
      weight: 5,
    };
    const needs = [{ ...english, from: at('12-31 12:00'), until: at('12-31 20:00') }];
    const speaker = { ...early, skills: [held('language', 'en')] };
    expect(findings(peopleNeeds, facts([early, late], { needs }))).toEqual([' = 1 people']);
    const [unmet] = peopleNeeds.check(facts([speaker, late], { needs }), {});
    expect(unmet?.span).toEqual({ from: at('12-31 18:00'), until: at('12-31 20:00') });
    const onChat = needs.map((need) => ({ ...need, channel: 'chat' }));
    expect(findings(peopleNeeds, facts([speaker], { needs: onChat }))).toEqual([' = 1 people']);
  });
});

describe('desk_hours', () => {
  const window: OpeningWindow = {
    channel: 'phone',
    fieldCode: 'under18',
    open: { from: at('12-25 10:00'), until: at('01-04 10:00') },
    daily: { fromMinute: 600, untilMinute: 960 },
  };
  it.each([
    ['inside', '12-31 10:00 6', []],
    ['an hour over', '12-31 10:00 7', []],
    ['more', '12-31 10:00 8', ['12-31 10:00 8 = 120 minutes']],
    ['at night', '12-31 22:00 8', ['12-31 22:00 8 = 480 minutes']],
  ])('%s', (_, duty, found) => {
    const roster = facts([person([shift(duty, { fieldCode: 'under18' })])], { openingHours: [window] });
    expect(findings(deskHours, roster)).toEqual(found);
  });
});

describe('fairness', () => {
  const nights = ['12-25 22:00 8', '12-27 22:00 8', '12-29 22:00 8', '12-31 22:00 8'];
  it('speaks when somebody carries more than two above the mean', () => {
    const [fairNights] = fairness;
    const three = [person(nights), person([DAY], { id: 'q' }), person([DAY], { id: 'r' })];
    expect(fairNights && findings(fairNights, facts(three))).toEqual([]);
    const four = [...three, person([DAY], { id: 's' })];
    expect(fairNights && findings(fairNights, facts(four))).toEqual([`${nights.join(' + ')} = 1 duties`]);
  });
});
