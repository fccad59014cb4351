import type { SkillKind } from './skill';
import { checkSkillCode, SKILL_CODES } from './skill-codes';

describe('checkSkillCode', () => {
  it.each<[SkillKind, string, boolean]>([
    ['field', 'suicide', true],
    ['field', 'nothing', false],
    ['role', 'supervisor', true],
    ['role', 'toString', false],
    ['language', 'en', true],
    ['language', 'jsl', true],
    ['language', 'English', false],
    ['gender', 'female', true],
    ['gender', 'f', false],
    ['qualification', 'nurse', true],
    ['qualification', 'suicide', false],
    ['guidance', 'guideline-2026', true],
    ['pledge', '誓約書', false],
  ])('%s %s: %s', (kind, code, known) => {
    const faults = checkSkillCode(kind, code, ['suicide', 'under18']);
    expect(faults.map(({ pointer }) => pointer)).toEqual(known ? [] : ['/code']);
  });

  it('has only codes that the table takes', () => {
    for (const codes of Object.values(SKILL_CODES)) {
      for (const code of Object.keys(codes)) expect(code).toMatch(/^[a-z0-9][a-z0-9_-]{0,62}$/);
    }
  });
});
