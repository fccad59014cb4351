import { consecutiveDays, consecutiveNights } from './consecutive-days';
import { consecutiveHours } from './consecutive-hours';
import { facts, findings, person, shift } from './facts.fixture';
import { noOverlap } from './no-overlap';
import { periodNights } from './period-nights';
import { personalLimits } from './personal-limits';
import { rest } from './rest';
import type { ParameterValues } from './rule';
import { weeklyHours } from './weekly-hours';

type Case = readonly [name: string, duties: readonly string[], found: readonly string[], ParameterValues?];

const days = (first: number, count: number, clock = '10:00 8') =>
  Array.from({ length: count }, (_, i) => `12-${first + i} ${clock}`);

const table = (cases: readonly Case[]) =>
  cases.map(([name, duties, found, parameters = {}]) => [name, { duties, found, parameters }] as const);

describe('no_overlap', () => {
  it.each(
    table([
      ['meet', ['12-30 14:00 8', '12-30 22:00 8'], []],
      ['share a minute', ['12-30 14:00 8', '12-30 21:00 8'], ['12-30 14:00 8 + 12-30 21:00 8 = 60 minutes']],
      [
        'one inside the other, over midnight',
        ['12-31 22:00 8', '01-01 02:00 2'],
        ['12-31 22:00 8 + 01-01 02:00 2 = 120 minutes'],
      ],
    ]),
  )('%s', (_, { duties, found, parameters }) => {
    expect(findings(noOverlap, facts([person(duties)]), parameters)).toEqual(found);
  });
});

describe('rest', () => {
  it.each(
    table([
      ['eleven hours', ['12-30 10:00 8', '12-31 05:00 8'], []],
      ['a quarter less', ['12-30 10:00 8', '12-31 04:45 8'], ['12-30 10:00 8 + 12-31 04:45 8 = 15 minutes']],
      [
        'in whatever order',
        ['12-31 04:45 8', '12-30 10:00 8'],
        ['12-30 10:00 8 + 12-31 04:45 8 = 15 minutes'],
      ],
      ['two desks in a row are one piece of work', ['12-30 10:00 4', '12-30 14:00 4'], []],
      ['so are two an hour apart', ['12-30 10:00 4', '12-30 15:00 4'], []],
      [
        'more is a break of the rest',
        ['12-30 10:00 4', '12-30 15:01 4'],
        ['12-30 10:00 4 + 12-30 15:01 4 = 599 minutes'],
      ],
      [
        'a longer rest by setting',
        ['12-30 10:00 8', '12-31 05:00 8'],
        ['12-30 10:00 8 + 12-31 05:00 8 = 60 minutes'],
        { hours: 12 },
      ],
      [
        'over the turn of the year',
        ['12-31 22:00 8', '01-01 14:00 8'],
        ['12-31 22:00 8 + 01-01 14:00 8 = 180 minutes'],
      ],
    ]),
  )('%s', (_, { duties, found, parameters }) => {
    expect(findings(rest, facts([person(duties)]), parameters)).toEqual(found);
  });
});

describe('consecutive_hours', () => {
  it.each(
    table([
      ['thirteen', ['12-30 10:00 13'], []],
      ['thirteen and a half', ['12-30 10:00 13.5'], ['12-30 10:00 13.5 = 30 minutes']],
      ['two in a row', ['12-30 10:00 8', '12-30 18:00 6'], ['12-30 10:00 8 + 12-30 18:00 6 = 60 minutes']],
    ]),
  )('%s', (_, { duties, found, parameters }) => {
    expect(findings(consecutiveHours, facts([person(duties)]), parameters)).toEqual(found);
  });
});

describe('consecutive_days', () => {
  it.each(
    table([
      ['six', days(21, 6), []],
      ['seven', days(21, 7), [`${days(21, 7).join(' + ')} = 1 days`]],
      ['six and a day off', [...days(15, 6), ...days(22, 6)], []],
      [
        'over the turn of the year',
        ['12-31 10:00 8', '01-01 10:00 8'],
        ['12-31 10:00 8 + 01-01 10:00 8 = 1 days'],
        { days: 1 },
      ],
    ]),
  )('%s', (_, { duties, found, parameters }) => {
    expect(findings(consecutiveDays, facts([person(duties)]), parameters)).toEqual(found);
  });
});

describe('consecutive_nights', () => {
  it.each(
    table([
      ['two', days(28, 2, '22:00 8'), []],
      ['three', days(28, 3, '22:00 8'), [`${days(28, 3, '22:00 8').join(' + ')} = 1 days`]],
      ['evenings until ten are no nights', days(28, 3, '14:00 8'), []],
      ['mornings from five are no nights', days(28, 3, '05:00 8'), []],
      [
        'a minute after ten is one',
        days(28, 3, '14:01 8'),
        [`${days(28, 3, '14:01 8').join(' + ')} = 1 days`],
      ],
    ]),
  )('%s', (_, { duties, found, parameters }) => {
    expect(findings(consecutiveNights, facts([person(duties)]), parameters)).toEqual(found);
  });
});

describe('weekly_hours', () => {
  it.each(
    table([
      // 21 December 2026 is a Monday.
      ['forty', days(21, 5), []],
      [
        'forty-one',
        [...days(21, 5), '12-26 10:00 1'],
        [`${days(21, 5).join(' + ')} + 12-26 10:00 1 = 60 minutes`],
      ],
      ['Sunday belongs to the week before', ['12-27 10:00 8', ...days(28, 4)], []],
      ['a night belongs to its evening', [...days(28, 4), '01-03 22:00 8'], []],
    ]),
  )('%s', (_, { duties, found, parameters }) => {
    expect(findings(weeklyHours, facts([person(duties)]), parameters)).toEqual(found);
  });
});

describe('period_nights', () => {
  it.each(
    table([
      ['as many as allowed', ['12-21 22:00 8', '12-23 22:00 8'], [], { nights: 2 }],
      [
        'one more',
        ['12-21 22:00 8', '12-23 22:00 8'],
        ['12-21 22:00 8 + 12-23 22:00 8 = 1 duties'],
        { nights: 1 },
      ],
    ]),
  )('%s', (_, { duties, found, parameters }) => {
    expect(findings(periodNights, facts([person(duties)]), parameters)).toEqual(found);
  });
});

describe('duties elsewhere', () => {
  const theirs = shift('12-31 06:00 8');
  const shared = person(['12-30 20:00 8'], { elsewhere: [{ from: theirs.from, until: theirs.until }] });

  it('count for rest, days and weeks, and are named nowhere', () => {
    expect(findings(rest, facts([shared]))).toEqual(['12-30 20:00 8 = 540 minutes']);
    expect(findings(consecutiveDays, facts([shared]), { days: 1 })).toEqual(['12-30 20:00 8 = 1 days']);
    expect(findings(weeklyHours, facts([shared]), { hours: 15 })).toEqual(['12-30 20:00 8 = 60 minutes']);
  });
});

describe('personal_limits', () => {
  const limits = {
    revisionNo: 1,
    spans: [],
    maxMinutes: null,
    targetMinutes: null,
    maxNights: null,
    maxDays: null,
  };
  const duties = ['12-28 22:00 8', '12-30 22:00 8'];
  it.each([
    ['none', {}, []],
    ['hours kept', { maxMinutes: 960 }, []],
    ['hours', { maxMinutes: 959 }, [`${duties.join(' + ')} = 1 minutes`]],
    ['nights', { maxNights: 1 }, [`${duties.join(' + ')} = 1 duties`]],
    ['no nights at all', { maxNights: 0 }, [`${duties.join(' + ')} = 2 duties`]],
    ['days', { maxDays: 1 }, [`${duties.join(' + ')} = 1 days`]],
  ])('%s', (_, limit, found) => {
    expect(findings(personalLimits, facts([person(duties, { wishes: { ...limits, ...limit } })]))).toEqual(
      found,
    );
  });

  it.each([
    ['17:00 5', 0],
    ['17:01 5', 1],
    ['21:59 1', 1],
    ['04:59 8', 1],
    ['05:00 8', 0],
  ])('%s is a night as the sheet of wishes says: %d', (clock, over) => {
    const wishes = { ...limits, maxNights: 0 };
    const duty = `12-29 ${clock}`;
    expect(findings(personalLimits, facts([person([duty], { wishes })]))).toEqual(
      over === 0 ? [] : [`${duty} = 1 duties`],
    );
  });
});
