import { codesInForce, covers, type Municipality } from './service-area';

const place = (code: string, more: Partial<Municipality> = {}): [string, Municipality] => [
  code,
  {
    code,
    prefectureCode: code.slice(0, 2),
    name: code,
    cityCode: null,
    validFrom: '1970-04-01',
    validUntil: null,
    successorCodes: [],
    ...more,
  },
];

/** 清水市 went into 静岡市 in 2003, which got another code as a designated city in 2005; 浜松市 redrew its wards in 2024. */
const REGISTER = new Map([
  place('22204', { validUntil: '2003-04-01', successorCodes: ['22201'] }),
  place('22201', { validUntil: '2005-04-01', successorCodes: ['22100'] }),
  place('22100', { validFrom: '2005-04-01' }),
  place('22130', { validFrom: '2007-04-01' }),
  place('22135', { cityCode: '22130', validUntil: '2024-01-01', successorCodes: ['22138', '22139'] }),
  place('22138', { cityCode: '22130', validFrom: '2024-01-01' }),
  place('22139', { cityCode: '22130', validFrom: '2024-01-01' }),
  place('13216', { validUntil: '2001-01-21', successorCodes: ['13229'] }),
  place('13217', { validUntil: '2001-01-21', successorCodes: ['13229'] }),
  place('13229', { validFrom: '2001-01-21' }),
  place('99001', { validUntil: '2001-01-01', successorCodes: ['99002'] }),
  place('99002', { validUntil: '2001-01-01', successorCodes: ['99001'] }),
]);

describe('areas', () => {
  it.each([
    ['22204', '2003-03-31', ['22204']],
    ['22204', '2003-04-01', ['22201']],
    ['22204', '2005-04-01', ['22100']],
    ['22135', '2023-12-31', ['22135']],
    ['22135', '2024-01-01', ['22138', '22139']],
    ['13229', '2025-01-01', ['13229']],
    ['12345', '2025-01-01', ['12345']],
    ['99001', '2025-01-01', []],
  ])('%s is on %s %j', (code, on, expected) => {
    expect(codesInForce(REGISTER, code, on)).toEqual(expected);
  });

  it.each([
    ['the nation', ['JP'], '13229', '2025-01-01', 'nation'],
    ['its prefecture', ['13'], '13229', '2025-01-01', 'prefecture'],
    ['another prefecture', ['14'], '13229', '2025-01-01', null],
    ['itself', ['13229'], '13229', '2025-01-01', 'municipality'],
    ['a neighbour', ['13229'], '13228', '2025-01-01', null],
    ['the nearest of several', ['JP', '13', '13229'], '13229', '2025-01-01', 'municipality'],
    ['area in the old code', ['13216'], '13229', '2025-01-01', 'municipality'],
    ['place in the old code', ['13229'], '13217', '2025-01-01', 'municipality'],
    ['both in old codes of one new town', ['13216'], '13217', '2025-01-01', 'municipality'],
    ['both in old codes, before the merger', ['13216'], '13217', '2001-01-20', null],
    ['two steps', ['22204'], '22100', '2025-01-01', 'municipality'],
    ['a ward lies in its city', ['22130'], '22139', '2025-01-01', 'municipality'],
    ['a city does not lie in one of its wards', ['22139'], '22130', '2025-01-01', null],
    ['a ward that was divided', ['22135'], '22138', '2025-01-01', 'municipality'],
    ['no area', [], '13229', '2025-01-01', null],
  ])('cover: %s', (_, areas, municipality, on, reach) => {
    expect(covers(areas, municipality, on, REGISTER)).toBe(reach);
  });
});
