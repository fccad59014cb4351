import { checkDraft } from './check-draft';

describe('checkDraft', () => {
  it.each([
    ['nothing yet', {}, []],
    ['half a moment', { startedAt: '2027-01-0', channel: 7, periodId: null }, []],
    ['contradictions', { answers: { age_years: -3, gender: ['x'], nowhere: { deep: [null] } } }, []],
    ['no answers', { answers: null }, []],
    ['a list of answers', { answers: [] }, ['/answers object']],
    ['a text for answers', { answers: '' }, ['/answers object']],
    ['keys that are none of a sheet', { id: 'x', 'a/b': 1 }, ['/id unknown_field', '/a~1b unknown_field']],
    ['a number that would be lost', { answers: { a: [1, Infinity] } }, ['/answers/a/1 number']],
  ])('%s', (_, content: Record<string, unknown>, faults) => {
    expect(checkDraft(content).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });
});
