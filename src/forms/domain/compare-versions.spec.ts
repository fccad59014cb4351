import { compareVersions, type VersionChange } from './compare-versions';
import type { FormDefinition, FormField } from './form-definition';

const options = [
  { code: 'a', label: '甲' },
  { code: 'b', label: '乙' },
];
const question: FormField = { code: 'q', label: '問', type: 'single', options };
const words: FormField = { code: 't', label: '文', type: 'text' };
const form = (...fields: FormField[]): FormDefinition => ({
  sections: [{ code: 'main', label: '本体', fields }],
});
const line = ({ change, section, field, option, before, after }: VersionChange): string =>
  [change, section, field, option, JSON.stringify(before), JSON.stringify(after)]
    .filter((part) => part !== null)
    .join(' ');

describe('compareVersions', () => {
  it('finds nothing in the same form, whatever the order of its keys', () => {
    const when = { field: 'q', in: ['a'] };
    const turned = { in: ['a'], field: 'q' };
    expect(
      compareVersions(form(question, { ...words, when }), form(question, { ...words, when: turned })),
    ).toEqual([]);
  });

  it.each<[string, FormDefinition, FormDefinition, string[]]>([
    ['a field more', form(question), form(question, words), ['field_added t null "文"']],
    ['a field less', form(question, words), form(question), ['field_dropped t "文" null']],
    ['another label', form(words), form({ ...words, label: '文章' }), ['field_relabelled t "文" "文章"']],
    ['another type', form(words), form({ ...words, type: 'number' }), ['field_retyped t "text" "number"']],
    ['another help text', form(words), form({ ...words, help: '短く' }), ['help_changed t null "短く"']],
    [
      'a condition more',
      form(question, words),
      form(question, { ...words, when: { field: 'q', in: ['a'] } }),
      ['show_condition_changed t null {"field":"q","in":["a"]}'],
    ],
    [
      'another condition',
      form(question, { ...words, requiredWhen: { field: 'q', in: ['a'] } }),
      form(question, { ...words, requiredWhen: { field: 'q', answered: true } }),
      ['require_condition_changed t {"field":"q","in":["a"]} {"field":"q","answered":true}'],
    ],
    [
      'other settings; a flag that is off is none',
      form({ ...words, max: 10, required: false }),
      form({ ...words, max: 20, pii: true }),
      ['settings_changed t {"max":10} {"pii":true,"max":20}'],
    ],
    [
      'a choice more and a choice less',
      form(question),
      form({
        ...question,
        options: [
          { code: 'a', label: '甲' },
          { code: 'c', label: '丙' },
        ],
      }),
      ['option_added q c null "丙"', 'option_dropped q b "乙" null'],
    ],
    [
      'a choice in other words',
      form(question),
      form({
        ...question,
        options: [
          { code: 'a', label: '甲など' },
          { code: 'b', label: '乙' },
        ],
      }),
      ['option_relabelled q a "甲" "甲など"'],
    ],
    [
      'choices in another order',
      form(question),
      form({ ...question, options: options.toReversed() }),
      ['options_reordered q ["a","b"] ["b","a"]'],
    ],
    [
      'a field in another section',
      {
        sections: [
          { code: 'one', label: '一', fields: [words] },
          { code: 'two', label: '二', fields: [] },
        ],
      },
      {
        sections: [
          { code: 'one', label: '一', fields: [] },
          { code: 'three', label: '三', fields: [words] },
        ],
      },
      ['section_added three null "三"', 'section_dropped two "二" null', 'field_moved t "one" "three"'],
    ],
    [
      'a field of a group',
      form({ code: 'g', label: '組', type: 'group', fields: [words] }),
      form({ code: 'g', label: '組', type: 'group', fields: [{ ...words, label: '別' }, question] }),
      ['field_relabelled t "文" "別"', 'field_added q null "問"'],
    ],
    [
      'a choice that a main choice has from its list, once',
      form({ ...question, type: 'multi' }, { code: 'm', label: '主', type: 'single', mainOf: 'q' }),
      form(
        { ...question, type: 'multi', options: options.slice(0, 1) },
        { code: 'm', label: '主', type: 'single', mainOf: 'q' },
      ),
      ['option_dropped q b "乙" null'],
    ],
  ])('finds %s', (_, old, next, expected) => {
    expect(compareVersions(old, next).map(line)).toEqual(expected);
  });
});
