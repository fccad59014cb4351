import { checkBlocks, type OfferedBlock, type OfferGround } from './check-blocks';

const at = (text: string): Date => new Date(`${text}:00+09:00`);
const block: OfferedBlock = {
  organisationId: 'a',
  channel: 'phone',
  fieldCode: 'suicide',
  role: 'counsellor',
  span: { from: at('2026-12-31T22:00'), until: at('2027-01-01T06:00') },
  seats: 3,
  fillBy: at('2026-12-15T17:00'),
  offeredFrom: null,
};
const ground: OfferGround = {
  now: at('2026-12-01T09:00'),
  period: { from: at('2026-12-25T10:00'), until: at('2027-01-04T10:00') },
  menu: ['suicide', 'under18'],
  openingHours: [
    {
      channel: 'phone',
      fieldCode: 'under18',
      open: { from: at('2026-12-25T10:00'), until: at('2027-01-04T10:00') },
      daily: { fromMinute: 10 * 60, untilMinute: 16 * 60 },
    },
  ],
  participants: new Set(['a', 'b']),
  sources: new Map([['x', { ...block, freeSeats: 4 }]]),
};
const named = (...blocks: Partial<OfferedBlock>[]) =>
  checkBlocks(
    blocks.map((each) => ({ ...block, ...each })),
    ground,
  ).map(({ pointer, code }) => `${pointer} ${code}`);

describe('checkBlocks', () => {
  it.each<[string, Partial<OfferedBlock>, string[]]>([
    ['fine', {}, []],
    ['a stranger', { organisationId: 'c' }, ['/blocks/0/organisationId not_participating']],
    ['a field of another period', { fieldCode: 'disaster' }, ['/blocks/0/fieldCode not_offered']],
    [
      'outside',
      { span: { from: at('2027-01-04T10:00'), until: at('2027-01-04T12:00') } },
      ['/blocks/0/startsAt outside_period'],
    ],
    ['hours at which its desk never opens', { fieldCode: 'under18' }, ['/blocks/0/startsAt closed']],
    [
      'the last open minute',
      { fieldCode: 'under18', span: { from: at('2026-12-31T15:59'), until: at('2026-12-31T20:00') } },
      [],
    ],
    [
      'the moment it closes',
      { fieldCode: 'under18', span: { from: at('2026-12-31T16:00'), until: at('2026-12-31T20:00') } },
      ['/blocks/0/startsAt closed'],
    ],
    ['the same desk on another channel', { fieldCode: 'under18', channel: 'chat' }, []],
    ['a deadline of this moment', { fillBy: ground.now }, ['/blocks/0/fillBy past']],
    ['a deadline as it begins', { fillBy: block.span.from }, []],
    ['a deadline a minute later', { fillBy: at('2026-12-31T22:01') }, ['/blocks/0/fillBy after_start']],
    ['as many as came back', { offeredFrom: 'x', seats: 4 }, []],
    ['more than came back', { offeredFrom: 'x', seats: 5 }, ['/blocks/0/seats above_returned']],
    ['from nowhere', { offeredFrom: 'y' }, ['/blocks/0/offeredFrom unknown']],
    ['another role than it was', { offeredFrom: 'x', role: 'adviser' }, ['/blocks/0/offeredFrom differs']],
  ])('%s', (_, change, faults) => {
    expect(named(change)).toEqual(faults);
  });

  it('names the block, and counts what the ones before it take from the same source', () => {
    const half = { offeredFrom: 'x', seats: 2 };
    expect(
      named({}, half, { ...half, organisationId: 'b' }, { ...half, seats: 1 }, { organisationId: 'c' }),
    ).toEqual(['/blocks/3/seats above_returned', '/blocks/4/organisationId not_participating']);
  });
});
