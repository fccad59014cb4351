import { type DutyMention, dutyEvents } from './duty-events';

const at = (text: string): Date => new Date(`2026-12-${text}:00+09:00`);

/** One duty through the versions 1, 2, …; null where it is not in the version. */
function history(...starts: (string | null)[]): DutyMention[] {
  return starts.map((start, index) => ({
    lineage: 'a',
    versionNumber: index + 1,
    publishedAt: at(`1${index}T12:00`),
    content:
      start === null
        ? null
        : { span: { from: at(`30T${start}`), until: at('31T06:00') }, channel: 'phone', role: 'counsellor' },
  }));
}
const summary = (mentions: readonly DutyMention[]) =>
  dutyEvents(mentions).map(({ sequence, changedAt, span }) => [
    sequence,
    changedAt.toISOString().slice(8, 10),
    span.from.toISOString().slice(11, 16),
  ]);

describe('dutyEvents', () => {
  it.each([
    ['new', history('22:00'), [[0, '10', '13:00']]],
    ['untouched by later versions', history('22:00', '22:00', '22:00'), [[0, '10', '13:00']]],
    ['first in a later version', history(null, '22:00'), [[0, '11', '13:00']]],
    ['moved', history('22:00', '21:00'), [[1, '11', '12:00']]],
    ['moved and moved back', history('22:00', '21:00', '22:00'), [[2, '12', '13:00']]],
    ['cancelled', history('22:00', null), []],
    ['cancelled and given back as it was', history('22:00', null, '22:00'), [[2, '12', '13:00']]],
    ['unordered rows', history('22:00', '21:00', '20:00').toReversed(), [[2, '12', '11:00']]],
  ])('%s', (_, mentions, expected) => {
    expect(summary(mentions)).toEqual(expected);
  });

  it('tells another role at the same hours', () => {
    const [first, second] = history('22:00', '22:00');
    if (!first || !second?.content) throw new Error('two mentions');
    const standby = { ...second, content: { ...second.content, role: 'standby' } };
    expect(dutyEvents([first, standby])).toMatchObject([{ sequence: 1, role: 'standby' }]);
  });

  it('orders several duties by their beginning', () => {
    const late = history('22:00');
    const early = history('20:00').map((mention) => ({ ...mention, lineage: 'b' }));
    expect(dutyEvents([...late, ...early]).map(({ lineage }) => lineage)).toEqual(['b', 'a']);
  });
});
