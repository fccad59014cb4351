import { isRaised, mergeFacts, type NeedFacts } from './need-facts';

const KNOWN: NeedFacts = { areaCode: '13', language: 'ja', urgency: 'watch' };

describe('mergeFacts', () => {
  it.each([
    ['nothing new', KNOWN, {}, KNOWN],
    ['the same again', KNOWN, { ...KNOWN }, KNOWN],
    ['a higher urgency', KNOWN, { urgency: 'urgent' }, { ...KNOWN, urgency: 'urgent' }],
    ['a lower urgency', KNOWN, { urgency: 'normal' }, KNOWN],
    ['a place of the prefecture', KNOWN, { areaCode: '13101' }, { ...KNOWN, areaCode: '13101' }],
    [
      'the prefecture of the place',
      { ...KNOWN, areaCode: '13101' },
      { areaCode: '13' },
      { ...KNOWN, areaCode: '13101' },
    ],
    ['a first area', { ...KNOWN, areaCode: null }, { areaCode: '27' }, { ...KNOWN, areaCode: '27' }],
    ['no area', { ...KNOWN, areaCode: null }, {}, { ...KNOWN, areaCode: null }],
  ] as [string, NeedFacts, Partial<NeedFacts>, NeedFacts][])('takes %s', (_, known, said, facts) => {
    expect(mergeFacts(known, said)).toEqual({ facts });
  });

  it.each([
    ['another prefecture', { areaCode: '27' }, ['/area']],
    ['another language', { language: 'en', urgency: 'urgent' }, ['/language']],
    ['both', { areaCode: '27100', language: 'vi' }, ['/area', '/language']],
  ] as [string, Partial<NeedFacts>, string[]][])('refuses %s', (_, said, pointers) => {
    const merged = mergeFacts(KNOWN, said);
    expect('faults' in merged && merged.faults.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('knows what is more urgent', () => {
    expect([isRaised('normal', 'watch'), isRaised('urgent', 'watch'), isRaised('watch', 'watch')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
