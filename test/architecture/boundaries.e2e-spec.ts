import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** A small tree in which every module exists, with the files of one case on top. */
function plant(files: Readonly<Record<string, string>>): string {
  const tree = mkdtempSync(join(tmpdir(), 'tsunagi-planted-'));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  const all = { 'tsconfig.json': '{"compilerOptions":{"module":"nodenext","target":"es2023"}}', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  return tree;
}

function run(tree: string, tool: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', tool), ...args], {
    cwd: tree,
    encoding: 'utf8',
  });
  rmSync(tree, { recursive: true });
  return stdout + stderr;
}

const importing = (path: string): string => `import { x } from '${path}';\nexport const y = x;\n`;
const LEAF = 'export const x = 1;\n';

describe('every boundary rule fires on a planted violation', () => {
  const cruise = (files: Readonly<Record<string, string>>): string =>
    run(plant(files), 'dependency-cruiser/bin/dependency-cruise.mjs', [
      '--config',
      join(ROOT, '.dependency-cruiser.cjs'),
      'src',
    ]);

  it.each<[string, string, Record<string, string>]>([
    [
      'upward import',
      'module-organisations',
      { 'src/organisations/a.ts': importing('../rosters/b.reader'), 'src/rosters/b.reader.ts': LEAF },
    ],
    [
      'upward import of a type alone',
      'module-organisations',
      {
        'src/organisations/a.ts': "import type { X } from '../rosters/b.reader';\nexport type Y = X;\n",
        'src/rosters/b.reader.ts': 'export type X = 1;\n',
      },
    ],
    [
      'platform knows a feature',
      'module-platform',
      { 'src/platform/a.ts': importing('../forms/b.reader'), 'src/forms/b.reader.ts': LEAF },
    ],
    [
      'shared knows anything',
      'module-shared',
      { 'src/shared/a.ts': importing('../platform/b'), 'src/platform/b.ts': LEAF },
    ],
    [
      'sideways import',
      'module-contacts',
      { 'src/contacts/a.ts': importing('../rosters/b.reader'), 'src/rosters/b.reader.ts': LEAF },
    ],
    [
      'analysis reads a reader',
      'module-analysis',
      { 'src/analysis/a.ts': importing('../contacts/b.reader'), 'src/contacts/b.reader.ts': LEAF },
    ],
    [
      'private file of a lower module',
      'surface-periods',
      { 'src/rosters/a.ts': importing('../periods/b.service'), 'src/periods/b.service.ts': LEAF },
    ],
    [
      'cycle',
      'no-cycle',
      {
        'src/forms/a.ts': importing('./b'),
        'src/forms/b.ts': "import { y } from './a';\nexport const x = () => y;\n",
      },
    ],
    ['unresolvable import', 'no-unresolvable', { 'src/forms/a.ts': importing('./nowhere') }],
    [
      'framework in a rule',
      'pure-domain',
      {
        'src/forms/domain/a.ts':
          "import { Injectable } from '@nestjs/common';\nexport const y = Injectable;\n",
      },
    ],
    [
      'database in a rule',
      'pure-domain',
      { 'src/forms/domain/a.ts': importing('../../platform/b'), 'src/platform/b.ts': LEAF },
    ],
    [
      'exceljs elsewhere',
      'excel-behind-one-door',
      { 'src/analysis/a.ts': "import { Workbook } from 'exceljs';\nexport const y = Workbook;\n" },
    ],
    [
      'pdfmake elsewhere',
      'pdf-behind-one-door',
      { 'src/honoraria/a.ts': "import pdfmake from 'pdfmake';\nexport const y = pdfmake;\n" },
    ],
    [
      'csv-parse elsewhere',
      'csv-behind-one-door',
      { 'src/contacts/a.ts': "import { parse } from 'csv-parse';\nexport const y = parse;\n" },
    ],
    [
      'tests in production',
      'no-test-in-production',
      { 'src/forms/a.ts': importing('../../test/b'), 'test/b.ts': LEAF },
    ],
  ])('%s', (_, rule, files) => {
    expect(cruise(files)).toContain(`error ${rule}:`);
  });

  it('accepts what the table allows', () => {
    const output = cruise({
      'src/rosters/a.ts': importing('../periods/b.reader'),
      'src/periods/b.reader.ts': LEAF,
      'src/analysis/a.ts': importing('../contacts/domain/b'),
      'src/contacts/domain/b.ts': LEAF,
    });
    expect(output).toContain('no dependency violations found');
  });
});

describe('every lint rule of the house fires on a planted violation', () => {
  const lint = (file: string, text: string): string =>
    run(plant({ [file]: text }), 'oxlint/bin/oxlint', [
      '--config',
      join(ROOT, '.oxlintrc.json'),
      '--type-aware',
      'src',
    ]);

  it.each([
    ['any', 'no-explicit-any', 'export const x: any = 1;\n'],
    [
      'a promise nobody waits for',
      'no-floating-promises',
      'async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}\n',
    ],
    ['a long file', 'max-lines', 'export {};\n'.repeat(401)],
    [
      'a long function',
      'max-lines-per-function',
      `export function f(n: number): number {\n${'  n += 1;\n'.repeat(61)}  return n;\n}\n`,
    ],
    [
      'many parameters',
      'max-params',
      'export const f = (a: 1, b: 2, c: 3, d: 4, e: 5, g: 6): number => a + b + c + d + e + g;\n',
    ],
    ['output past the logger', 'no-console', "export function f(): void {\n  console.log('x');\n}\n"],
  ])('%s', (_, rule, text) => {
    expect(lint('src/forms/a.ts', text)).toContain(`(${rule})`);
  });

  it('a focused test', () => {
    expect(lint('src/forms/a.spec.ts', "it.only('x', () => {\n  expect(1).toBe(1);\n});\n")).toContain(
      '(no-focused-tests)',
    );
  });
});
