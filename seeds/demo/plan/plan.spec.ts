import { checkLimits, checkSpans } from '../../../src/staffing/domain/check-wishes';
import { checkSkillCode } from '../../../src/staffing/domain/skill-codes';
import type { SkillKind } from '../../../src/staffing/domain/skill';
import { DEMO_SEED, MENU } from '../demo-period';
import { NPOS } from '../demo-organisations';
import { generatePeople } from '../people';
import { allottedShiftRows, blockRows } from './block-rows';
import { plannedPeriod } from './planned-period';
import { skillRows } from './skill-rows';
import { wishRows } from './wish-rows';

const people = generatePeople(DEMO_SEED);
const plan = plannedPeriod(new Date('2026-11-27T12:00:00+09:00'));

describe('the planned period of the demo', () => {
  it.each([
    ['2026-11-27', '2026-12-28'],
    ['2026-12-14', '2026-12-28'],
    ['2026-12-15', '2027-12-28'],
    ['2027-01-01', '2027-12-28'],
  ])('seen on %s begins on %s', (now, from) => {
    const planned = plannedPeriod(new Date(`${now}T10:00:00+09:00`));
    expect(planned.from).toEqual(new Date(`${from}T10:00:00+09:00`));
    expect(planned.plannedAt.getTime()).toBeLessThanOrEqual(Date.parse(`${now}T10:00:00+09:00`));
  });

  it('is the same each time', () => {
    expect(wishRows(DEMO_SEED, people, plan)).toEqual(wishRows(DEMO_SEED, people, plan));
    expect(skillRows(DEMO_SEED, people)).toEqual(skillRows(DEMO_SEED, people));
  });

  it('has wishes that the rules accept, of about every second person', () => {
    const sheets = wishRows(DEMO_SEED, people, plan);
    expect(Math.abs(sheets.length - 65)).toBeLessThan(10);
    for (const sheet of sheets) {
      const spans = sheet.spans.map(({ from, until, wish }) => ({
        from: new Date(from ?? ''),
        until: new Date(until ?? ''),
        wish,
      }));
      const limits = {
        maxMinutes: sheet.max_minutes,
        targetMinutes: null,
        maxNights: sheet.max_nights,
        maxDays: sheet.max_days,
      };
      expect([...checkSpans(spans, plan), ...checkLimits(spans, limits)]).toEqual([]);
    }
  });

  it('has skills that the rules accept, each once, and blocks of every organisation', () => {
    const fields = MENU.map(({ field }) => field as string);
    const skills = skillRows(DEMO_SEED, people);
    expect(skills.flatMap(({ kind, code }) => checkSkillCode(kind as SkillKind, code, fields))).toEqual([]);
    const blocks = blockRows(plan);
    const shifts = allottedShiftRows(plan, blocks);
    expect(new Set(blocks.map((block) => block.organisation_id)).size).toBe(NPOS.length);
    expect(new Set(shifts.map((shift) => shift.organisation_id)).size).toBe(NPOS.length - 2);
    for (const rows of [skills, blocks, shifts])
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});
