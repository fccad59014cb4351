import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Habits that no general linter knows, each with a line that must be caught and one that must not. */
const RULES = [
  {
    rule: 'no save(): it overwrites newer versions',
    pattern: /\.save\(/,
    caught: 'await tx.save(row);',
    fine: 'await tx.insert(Row, row);',
  },
  { rule: 'no forwardRef', pattern: /\bforwardRef\(/, caught: 'forwardRef(() => X)', fine: '// forward' },
  {
    rule: 'no request-scoped providers',
    pattern: /Scope\.REQUEST/,
    caught: '@Injectable({ scope: Scope.REQUEST })',
    fine: '@Injectable()',
  },
  {
    rule: 'no BETWEEN: both ends are inside it',
    pattern: /\bBETWEEN\b/,
    caught: 'WHERE at BETWEEN $1 AND $2',
    fine: 'WHERE at >= $1 AND at < $2',
  },
  {
    rule: 'no schema synchronisation',
    pattern: /synchronize: true/,
    caught: 'synchronize: true,',
    fine: 'synchronize: false,',
  },
  {
    rule: 'no silenced checks',
    pattern: /oxlint-disable|eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck/,
    caught: '// @ts-ignore',
    fine: '// why',
  },
  {
    rule: 'no rows physically deleted but those of jobs and settings of periods',
    pattern: /\bDELETE FROM (?!job_fault|job_file_chunk|job_output_chunk|opening_window|period_field)/,
    caught: 'DELETE FROM consultation',
    fine: 'DELETE FROM job_fault',
  },
  {
    rule: 'no clock in rules',
    pattern: /new Date\(\)|Date\.now\(\)/,
    caught: 'const at = new Date();',
    fine: 'new Date(text)',
    only: /\/domain\/|src\/shared\//,
  },
] as const;

function sources(): { path: string; text: string }[] {
  return ['src', 'migrations', 'seeds'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
      .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(ROOT, folder, path), 'utf8') })),
  );
}

describe('house rules', () => {
  it.each(RULES)('$rule', (rule) => {
    expect(rule.caught).toMatch(rule.pattern);
    expect(rule.fine).not.toMatch(rule.pattern);
    const bound = 'only' in rule ? rule.only : /./;
    const found = sources().filter(({ path, text }) => bound.test(path) && rule.pattern.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('decision records are numbered in one row, and each says its number and when it was taken', () => {
    const files = readdirSync(join(ROOT, 'docs/adr')).toSorted();
    expect(files.map((file) => file.slice(0, 5))).toEqual(
      files.map((_, at) => `${String(at + 1).padStart(4, '0')}-`),
    );
    const odd = files.filter((file) => {
      const [heading = '', , status = ''] = readFileSync(join(ROOT, 'docs/adr', file), 'utf8').split('\n');
      return !heading.startsWith(`# ${file.slice(0, 4)} `) || !/^Status: \w+, \d{4}-\d\d-\d\d/.test(status);
    });
    expect(odd).toEqual([]);
  });
});
