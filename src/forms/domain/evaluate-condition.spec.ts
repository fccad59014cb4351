import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vectors from './condition-vectors.json';
import { type Condition, evaluateCondition } from './evaluate-condition';
import type { Answers, FormField } from './form-definition';
import { settleFields } from './settle-fields';

interface ConditionVector {
  readonly name: string;
  readonly condition: Condition;
  readonly answers: Answers;
  readonly holds: boolean;
}

interface FormVector {
  readonly name: string;
  readonly fields: readonly FormField[];
  readonly answers: Answers;
  readonly shown: readonly string[];
  readonly required: readonly string[];
}

/** JSON gives every vector a shape of its own. */
const read = <Vector>(list: unknown): Vector[] => JSON.parse(JSON.stringify(list));

describe('conditions, by the vectors that console and server share', () => {
  it.each(read<ConditionVector>(vectors.conditions))('$name', ({ condition, answers, holds }) => {
    expect(evaluateCondition(condition, answers)).toBe(holds);
  });

  it.each(read<FormVector>(vectors.forms))('$name', ({ fields, answers, shown, required }) => {
    const settled = settleFields(fields, answers);
    expect([...settled.shown]).toEqual(shown);
    expect([...settled.required]).toEqual(required);
  });

  it('a row of a group sees the form around it, its own answers first', () => {
    const fields: FormField[] = [
      { code: 'm', label: 'm', type: 'text', when: { field: 'q', in: ['a'] } },
      { code: 'o', label: 'o', type: 'text', requiredWhen: { field: 'm', answered: true } },
    ];
    const inRow = (row: Answers, around: Answers) => {
      const { shown, required } = settleFields(fields, row, around);
      return [[...shown], [...required]];
    };
    expect(inRow({ m: 'x' }, { q: 'a' })).toEqual([['m', 'o'], ['o']]);
    expect(inRow({ m: 'x' }, { q: 'b' })).toEqual([['o'], []]);
  });

  it.each(['evaluate-condition', 'settle-fields'])('a browser can load %s', (name) => {
    const source = readFileSync(join(__dirname, `${name}.ts`), 'utf8');
    const imported = [...source.matchAll(/^import (?!type).*from '(.*)'/gm)].map(([, path]) => path);
    expect(imported).toEqual(name === 'settle-fields' ? ['./evaluate-condition'] : []);
    expect(source).not.toMatch(/\b(process|Buffer|require|node:)\b/);
  });
});
