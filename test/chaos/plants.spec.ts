import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { plantInto, PLANTS } from './plants';

const ROOT = resolve(__dirname, '../..');

describe('planted faults', () => {
  it.each(Object.entries(PLANTS))('%s still finds its places', (_, plant) => {
    for (const [file, changes] of Object.entries(plant)) {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const planted = plantInto(file, text, changes);
      expect(() => compiled(planted)).not.toThrow();
      for (const { to } of changes) expect(planted).toContain(to);
    }
  });

  it('refuse a place that is gone or there twice', () => {
    const changes = [{ from: 'a', to: 'b' }];
    expect(() => plantInto('x.ts', 'c', changes)).toThrow('x.ts: the place to plant in is there 0 times');
    expect(() => plantInto('x.ts', 'a a', changes)).toThrow('2 times');
  });
});

/** A server that does not start is red for another reason than its fault. */
function compiled(source: string): Script {
  const { outputText } = transpileModule(source, {
    compilerOptions: {
      module: ModuleKind.CommonJS,
      target: ScriptTarget.ES2023,
      experimentalDecorators: true,
    },
  });
  return new Script(outputText);
}
