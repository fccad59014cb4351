import { checkPublication } from './check-publication';
import type { FormDefinition, FormField } from './form-definition';
import { NO_MAPPING } from './form-mapping';

const at = (text: string): Date => new Date(`${text}+09:00`);
const form = (...fields: FormField[]): FormDefinition => ({
  sections: [{ code: 'main', label: '本体', fields }],
});
const text = (code: string): FormField => ({ code, label: code, type: 'text' });
const worry: FormField = {
  code: 'worry_category',
  label: '分類',
  type: 'multi',
  options: [{ code: 'W01', label: '食事' }],
};
const retired = { kind: 'retired' as const, targets: [], options: {} };

describe('checkPublication', () => {
  const faults = (...parameters: Parameters<typeof checkPublication>) =>
    checkPublication(...parameters).map((fault) => `${fault.pointer} ${fault.code}`);
  const before = (...fields: FormField[]) => ({
    definition: form(...fields),
    inForceFrom: at('2026-01-01T10:00'),
  });

  it('asks nothing more of a first version than a sound definition', () => {
    const first = { mapping: NO_MAPPING, inForceFrom: at('2026-01-01T10:00'), before: null };
    expect(faults({ ...first, definition: form(text('t')) })).toEqual([]);
    expect(faults({ ...first, definition: form() })).toEqual(['/definition/sections size']);
  });

  it.each([
    ['2026-01-01T10:00:00.001', []],
    ['2026-01-01T10:00', ['/inForceFrom start']],
    ['2025-12-31T10:00', ['/inForceFrom start']],
  ])('lets a version start at %s: %j', (start, expected) => {
    const mapping = { fields: { t: { kind: 'same' as const, targets: ['t'], options: {} } } };
    expect(
      faults({ definition: form(text('t')), mapping, inForceFrom: at(start), before: before(text('t')) }),
    ).toEqual(expected);
  });

  it('names everything at once', () => {
    expect(
      faults({
        definition: form(text('T')),
        mapping: { fields: { gone: retired, worry_category: retired } },
        inForceFrom: at('2026-01-01T10:00'),
        before: before(text('t'), worry),
      }),
    ).toEqual([
      '/definition/sections/0/fields/0/code code',
      '/inForceFrom start',
      '/mapping/fields/gone unknown',
      '/mapping/fields/t unmapped',
      '/mapping/fields/worry_category analysis',
    ]);
  });

  it('names the tables that would break', () => {
    const gender: FormField = { ...worry, code: 'gender', type: 'single' };
    const [fault] = checkPublication({
      definition: form(text('t')),
      mapping: { fields: { gender: retired } },
      inForceFrom: at('2026-02-01T10:00'),
      before: before(gender),
    });
    expect(fault?.message).toBe(
      '集計表 T07・T09・T10 が使う項目です。新しい版にも同じコードで残してください。',
    );
  });
});
