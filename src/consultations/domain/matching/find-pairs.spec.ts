import { pairFinder } from './find-pairs';
import type { Duty, FreeCall, FreeSheet } from './score-match';

const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
const call = (id: string, minute: number): FreeCall => ({
  id,
  channel: 'phone',
  fieldCode: null,
  answeredAt: at(minute),
  talkSeconds: null,
});
const sheet = (id: string, minute: number, counsellorId: string | null = null): FreeSheet => ({
  id,
  channel: 'phone',
  startedAt: at(minute),
  talkSeconds: null,
  counsellorId,
});
const duty = (personId: string, from: number, until: number): Duty => ({
  personId,
  channel: 'phone',
  fieldCode: null,
  from: at(from),
  until: at(until),
});

describe('pairFinder', () => {
  it('meets each sheet with the calls around it, however they are ordered', () => {
    const find = pairFinder({
      calls: [call('late', 200), call('near', 101), call('early', 0), call('at', 100)],
      duties: [],
    });
    const found = find([sheet('first', 2), sheet('second', 100)]);
    expect(found.map(({ sheetId, callId }) => `${sheetId} ${callId}`)).toEqual([
      'first early',
      'second at',
      'second near',
    ]);
  });

  it('asks the roster of the moment of the call', () => {
    const duties = [duty('jiro', 50, 120), duty('hanako', 0, 50)];
    const score = (minute: number) =>
      pairFinder({ calls: [call('c', minute)], duties })([sheet('s', minute, 'hanako')])[0]?.score;
    expect([score(10), score(49), score(50), score(130)]).toEqual([85, 85, 60, 72]);
  });
});
