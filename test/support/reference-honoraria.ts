/** One honorarium as the API takes it, with the figures that must come out, to the yen. */
type ReferenceHonorarium = readonly [name: string, input: object, figures: object];

const DAY_SHIFT = ['2026-11-18T18:00', '2026-11-18T22:00'];

const fee = (yen: number, more: object = {}) => ({ cls: 'ART204_1', fee: [yen], ...more });
const shift = (rate: number, from: string, until: string, more: object = {}) => ({
  cls: 'ART204_1',
  rate,
  roster: [from, until],
  clock: [from, until],
  ...more,
});
const taxed = (gross: number, tax: number, base = gross) => ({ gross, base, tax, net: gross - tax });

export const REFERENCE_HONORARIA: readonly ReferenceHonorarium[] = [
  [
    'V01 plain day shift',
    shift(2000, '2026-11-18T10:00', '2026-11-18T14:00'),
    { minutes: { day: 240 }, ...taxed(8000, 816) },
  ],
  ['V02 fraction dropped', fee(10_100), taxed(10_100, 1031)],
  ['V03 exactly at the step', fee(1_000_000), taxed(1_000_000, 102_100)],
  ['V04 one yen above', fee(1_000_001), taxed(1_000_001, 102_100)],
  ['V05 first taxed yen above', fee(1_000_005), taxed(1_000_005, 102_101)],
  ['V06 well above', fee(1_500_000), taxed(1_500_000, 204_200)],
  [
    'V07 over midnight, break within the night',
    shift(2400, '2026-11-18T21:00', '2026-11-19T06:00', {
      breaks: [['2026-11-19T01:00', '2026-11-19T02:00']],
    }),
    { minutes: { day: 120, night: 360 }, ...taxed(22_800, 2327) },
  ],
  [
    'V08 midnight opens a holiday',
    shift(2000, '2026-11-22T20:00', '2026-11-23T02:00'),
    { minutes: { day: 120, night: 120, night_holiday: 120 }, ...taxed(15_400, 1572) },
  ],
  [
    'V09 early in and late out unapproved',
    {
      ...shift(1850, '2026-11-18T13:00', '2026-11-18T17:00'),
      clock: ['2026-11-18T12:52', '2026-11-18T17:23'],
    },
    { minutes: { day: 240 }, ...taxed(7400, 755) },
  ],
  [
    'V10 late in, early out',
    { cls: 'ART204_1', rate: 1900, roster: DAY_SHIFT, clock: ['2026-11-18T18:07', '2026-11-18T21:41'] },
    { minutes: { day: 214 }, ...taxed(6776, 691) },
  ],
  [
    'V11 cut to half hours',
    {
      cls: 'ART204_1',
      rate: 1900,
      policy: { unit: 30, unit_round: 'FLOOR' },
      roster: DAY_SHIFT,
      clock: ['2026-11-18T18:07', '2026-11-18T21:41'],
    },
    { minutes: { day: 210 }, ...taxed(6650, 678) },
  ],
  ['V12 fare in cash', fee(12_000, { transport: { mode: 'CASH', yen: 1480 } }), taxed(13_480, 1376)],
  [
    'V13 fare paid to the carrier',
    fee(12_000, { transport: { mode: 'DIRECT', yen: 1480 } }),
    { ...taxed(12_000, 1225), paid_to_carrier: 1480 },
  ],
  [
    'V14 corporation with consumption tax',
    { cls: 'CORP', fee: [60_000], ct: { separate: true, rate_pct: 10 } },
    taxed(66_000, 0, 0),
  ],
  [
    'V15 non-resident working in Japan',
    { cls: 'NONRES_DOMESTIC', fee: [51_234], place: 'JP' },
    taxed(51_234, 10_461),
  ],
];
