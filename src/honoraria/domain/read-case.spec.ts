import { readCase } from './read-case';

const SHIFT = {
  cls: 'ART204_1',
  rate: 2000,
  roster: ['2026-11-18T10:00', '2026-11-18T14:00'],
  clock: ['2026-11-18T10:00', '2026-11-18T14:00'],
};
const FEE = { cls: 'ART204_1', fee: [10_000] };

function faultsOf(input: unknown): readonly string[] {
  const read = readCase(input, '2026-11-25');
  return read.ok ? [] : read.faults.map((fault) => `${fault.pointer} ${fault.code}`);
}

describe('readCase', () => {
  it.each([
    ['no object', null, [' not_object']],
    ['a list', [], [' not_object']],
    ['nothing to pay', { cls: 'CORP' }, [' nothing_to_pay']],
    ['undecided class', { fee: [1] }, ['/cls required']],
    ['undecided class said with null', { cls: null, fee: [1] }, ['/cls required']],
    ['unknown class', { ...FEE, cls: 'art204_1' }, ['/cls unknown_choice']],
    ['inherited name as class', { ...FEE, cls: 'toString' }, ['/cls unknown_choice']],
    ['salary', { ...FEE, cls: 'SALARY_OTSU' }, ['/cls payroll']],
    ['unknown keys', { ...FEE, fees: [1], 'a/b~c': 1 }, ['/fees unknown_key', '/a~1b~0c unknown_key']],
    [
      'correction keys',
      { ...FEE, original: 1, next_fee: [1] },
      ['/original correction_unsupported', '/next_fee correction_unsupported'],
    ],
    ['fee not a list', { ...FEE, fee: 1 }, ['/fee not_list']],
    ['fee a fraction', { ...FEE, fee: [0.5, 1] }, ['/fee/0 not_integer']],
    ['fee negative', { ...FEE, fee: [1, -1, '-1'] }, ['/fee/1 negative', '/fee/2 negative']],
    [
      'fee text',
      { ...FEE, fee: ['1e3', '', '1.0', true] },
      ['/fee/0 not_integer', '/fee/1 not_integer', '/fee/2 not_integer', '/fee/3 not_integer'],
    ],
    [
      'fee beyond JSON integers',
      { ...FEE, fee: [2 ** 53, '9007199254740992'] },
      ['/fee/0 too_large', '/fee/1 too_large'],
    ],
    ['too many fees', { ...FEE, fee: Array.from({ length: 201 }, () => 1) }, ['/fee too_many']],
    ['work without its parts', { cls: 'CORP', rate: 1 }, ['/roster required', '/clock required']],
    ['clock without roster', { cls: 'CORP', clock: SHIFT.clock }, ['/rate required', '/roster required']],
    ['breaks alone', { ...FEE, breaks: [] }, ['/rate required', '/roster required', '/clock required']],
    ['reversed roster', { ...SHIFT, roster: [...SHIFT.roster].reverse() }, ['/roster reversed']],
    ['empty stretch', { ...SHIFT, clock: ['2026-11-18T10:00', '2026-11-18T10:00'] }, ['/clock reversed']],
    ['stretch of three ends', { ...SHIFT, roster: ['2026-11-18T10:00'] }, ['/roster not_span']],
    ['roster not a list', { ...SHIFT, roster: '10:00-14:00' }, ['/roster not_span']],
    ['empty roster', { ...SHIFT, roster: [] }, ['/roster required']],
    [
      'overlapping rosters',
      { ...SHIFT, roster: [SHIFT.roster, ['2026-11-18T13:00', '2026-11-18T15:00']] },
      ['/roster overlapping'],
    ],
    [
      'longer than two days',
      { ...SHIFT, clock: ['2026-11-18T10:00', '2026-11-20T10:01'] },
      ['/clock too_long'],
    ],
    ['day that is not', { ...SHIFT, clock: ['2026-02-30T10:00', '2026-11-18T14:00'] }, ['/clock/0 bad_time']],
    [
      'hour that is not',
      { ...SHIFT, clock: ['2026-11-18T10:00', '2026-11-18T25:00'] },
      ['/clock/1 bad_time'],
    ],
    ['seconds', { ...SHIFT, clock: ['2026-11-18T10:00:30', '2026-11-18T14:00'] }, ['/clock/0 bad_time']],
    ['number as time', { ...SHIFT, clock: [0, 1] }, ['/clock/0 bad_time', '/clock/1 bad_time']],
    [
      'break reversed',
      { ...SHIFT, breaks: [['2026-11-18T12:00', '2026-11-18T11:00']] },
      ['/breaks/0 reversed'],
    ],
    [
      'break outside',
      { ...SHIFT, breaks: [['2026-11-18T13:30', '2026-11-18T14:30']] },
      ['/breaks/0 outside_shift'],
    ],
    [
      'breaks not nested',
      { ...SHIFT, breaks: ['2026-11-18T12:00', '2026-11-18T12:30'] },
      ['/breaks/0 not_span', '/breaks/1 not_span'],
    ],
    ['hourly reimbursement', { ...SHIFT, cls: 'REIMB_ONLY' }, ['/rate pay_in_disguise']],
    ['transport mode', { ...FEE, transport: { mode: 'cash', yen: 1 } }, ['/transport/mode unknown_choice']],
    [
      'transport parts',
      { ...FEE, transport: [{ km: 3 }] },
      ['/transport/0/km unknown_key', '/transport/0/mode unknown_choice', '/transport/0/yen not_integer'],
    ],
    [
      'consumption tax parts',
      { ...FEE, ct: { rate_pct: 10.5 } },
      ['/ct/separate not_boolean', '/ct/rate_pct out_of_range'],
    ],
    ['consumption tax type', { ...FEE, ct: 10 }, ['/ct not_object']],
    ['place', { ...FEE, place: 'Japan' }, ['/place bad_country']],
    ['place that is no country', { ...FEE, place: 'JA' }, ['/place bad_country']],
    ['pay date', { ...FEE, pay_date: '2026-02-29' }, ['/pay_date bad_date']],
    ['pay date with time', { ...FEE, pay_date: '2026-02-28T00:00' }, ['/pay_date bad_date']],
    ['payments with fee', { ...FEE, payments: [1] }, ['/fee which_payment']],
    ['no payments', { cls: 'CORP', payments: [] }, ['/payments required']],
    [
      'payment types',
      { cls: 'CORP', payments: [true, -1, [1.5], {}, { fee: [1], rate: 2 }] },
      [
        '/payments/0 not_integer',
        '/payments/1 negative',
        '/payments/2/0 not_integer',
        '/payments/3/fee required',
        '/payments/4/rate unknown_key',
      ],
    ],
    ['policy type', { ...FEE, policy: [] }, ['/policy not_object']],
    ['policy key', { ...FEE, policy: { round: 1 } }, ['/policy/round unknown_key']],
    [
      'policy values',
      { ...FEE, policy: { unit: 0, unit_round: 'UP', yen_round: 1, night_bp: 0.25 } },
      [
        '/policy/night_bp out_of_range',
        '/policy/unit out_of_range',
        '/policy/unit_round unknown_choice',
        '/policy/yen_round unknown_choice',
      ],
    ],
    ['unit without rounding', { ...FEE, policy: { unit: 30 } }, ['/policy/unit_round required']],
    [
      'MANNO by the quarter',
      { ...FEE, policy: { unit: 15, unit_round: 'MANNO' } },
      ['/policy/unit wrong_unit'],
    ],
    [
      'one setting by two names',
      { ...FEE, policy: { day_cap: 1, day_cap_yen: 1 } },
      ['/policy/day_cap_yen given_twice'],
    ],
    [
      'net contract with consumption tax',
      { ...FEE, ct: { separate: true }, policy: { net_contract: true } },
      ['/policy/net_contract with_consumption_tax'],
    ],
  ])('reports %s', (_case, input, faults) => {
    expect(faultsOf(input)).toEqual(faults);
  });

  it('reports everything at once, in Japanese', () => {
    const read = readCase({ cls: 'X', fee: [-1], pay_date: 'soon', policy: { unit: 'a' } }, '2026-11-25');
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.faults).toHaveLength(4);
    for (const fault of read.faults) expect(fault.message).toMatch(/[ぁ-ん]/);
  });

  it('takes a whole line of a vector file', () => {
    expect(readCase({ id: 'V02', case: 'fraction', ...FEE, expect: { gross: 1 } }, '2026-11-25').ok).toBe(
      true,
    );
  });

  it('pays on the given day unless the case names one', () => {
    const read = readCase(
      { cls: 'CORP', payments: [[1], { fee: [1], pay_date: '2027-01-25' }] },
      '2026-11-25',
    );
    expect(read.ok && read.value.payments.map((payment) => payment.payDate)).toEqual([
      '2026-11-25',
      '2027-01-25',
    ]);
  });

  it('takes yen as digits, too', () => {
    const read = readCase({ cls: 'CORP', fee: ['9007199254740991', 5] }, '2026-11-25');
    expect(read.ok && read.value.payments[0]?.fees).toEqual([9_007_199_254_740_991n, 5n]);
  });
});
