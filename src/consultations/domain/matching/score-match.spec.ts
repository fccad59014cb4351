import { type Duty, type FreeCall, type FreeSheet, scoreMatch, wasOnDuty } from './score-match';

const at = (clock: string) => new Date(`2027-01-01T${clock}+09:00`);
const CALL: FreeCall = {
  id: 'call',
  channel: 'phone',
  fieldCode: 'suicide',
  answeredAt: at('01:00:00'),
  talkSeconds: 1200,
};
const SHEET: FreeSheet = {
  id: 'sheet',
  channel: 'phone',
  startedAt: at('01:00:00'),
  talkSeconds: 1200,
  counsellorId: 'hanako',
};
const DESK: Duty = {
  personId: 'hanako',
  channel: 'phone',
  fieldCode: 'suicide',
  from: at('00:00:00'),
  until: at('04:00:00'),
};
const OTHER: Duty = { ...DESK, personId: 'jiro' };

describe('scoreMatch', () => {
  it.each<[string, Partial<FreeCall>, Partial<FreeSheet>, readonly Duty[], number | null]>([
    ['all at one', {}, {}, [DESK], 100],
    ['another channel', { channel: 'chat' }, {}, [DESK], null],
    ['half the window away', {}, { startedAt: at('01:15:00') }, [DESK], 75],
    ['before the call as much as after it', {}, { startedAt: at('00:45:00') }, [DESK], 75],
    ['at the end of the window', {}, { startedAt: at('01:30:00') }, [DESK], 50],
    ['a second beyond it', {}, { startedAt: at('01:30:01') }, [DESK], null],
    ['a desk for every field', {}, {}, [{ ...DESK, fieldCode: null }], 100],
    ['a call without a field', { fieldCode: null }, {}, [DESK], 100],
    ['the desk of another field', {}, {}, [{ ...DESK, fieldCode: 'under18' }], 85],
    ['only somebody else on duty', {}, {}, [OTHER], 75],
    ['nobody on the roster', {}, {}, [], 87],
    ['nobody named on the sheet', {}, { counsellorId: null }, [OTHER], 87],
    ['a talk half as long', {}, { talkSeconds: 600 }, [DESK], 75],
    ['a talk a tenth shorter', {}, { talkSeconds: 1080 }, [DESK], 95],
    ['short talks a minute apart', { talkSeconds: 60 }, { talkSeconds: 120 }, [DESK], 88],
    ['a talk of unknown length', { talkSeconds: null }, {}, [DESK], 85],
  ])('%s', (_, call, sheet, onDuty, score) => {
    expect(scoreMatch({ ...CALL, ...call }, { ...SHEET, ...sheet }, onDuty)).toBe(score);
  });
});

describe('wasOnDuty', () => {
  it.each([
    ['at the first instant', { from: CALL.answeredAt }, true],
    ['not at the last', { until: CALL.answeredAt }, false],
    ['at the same channel only', { channel: 'chat' }, false],
  ])('%s', (_, duty, was) => {
    expect(wasOnDuty({ ...DESK, ...duty }, CALL)).toBe(was);
  });
});
