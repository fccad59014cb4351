import { type Consent, type SendingBasis, type SendingCase, sendingBasis } from './sending-basis';

const OFFICE = { serviceId: 'service-1', name: '見本市 窓口' };
const SHELTER = { serviceId: null, name: '名簿にない団体' };
const AT = new Date('2027-01-02T02:00:00+09:00');

const consent = (change: Partial<Consent> = {}): Consent => ({
  receiver: OFFICE,
  purpose: 'support',
  coversIdentity: false,
  withdrawnAt: null,
  ...change,
});
const asked = (change: Partial<SendingCase> = {}): SendingCase => ({
  method: 'agency_contacted',
  receiver: OFFICE,
  consents: [],
  override: null,
  ...change,
});

describe('sendingBasis', () => {
  it.each([
    ['nothing', asked(), { kind: 'none', lacks: 'consent' }],
    ['consent', asked({ consents: [consent()] }), { kind: 'consent', coversIdentity: false }],
    [
      'consent with the name',
      asked({ consents: [consent(), consent({ coversIdentity: true })] }),
      { kind: 'consent', coversIdentity: true },
    ],
    [
      'consent taken back',
      asked({ consents: [consent({ withdrawnAt: AT })] }),
      { kind: 'none', lacks: 'consent' },
    ],
    [
      'the name taken back, the rest given again',
      asked({ consents: [consent({ coversIdentity: true, withdrawnAt: AT }), consent()] }),
      { kind: 'consent', coversIdentity: false },
    ],
    [
      'consent to another receiver',
      asked({ consents: [consent({ receiver: { serviceId: 'service-2', name: OFFICE.name } })] }),
      { kind: 'none', lacks: 'consent' },
    ],
    [
      'consent to the same name outside the directory',
      asked({ consents: [consent({ receiver: { serviceId: null, name: OFFICE.name } })] }),
      { kind: 'none', lacks: 'consent' },
    ],
    [
      'the entry was renamed',
      asked({ consents: [consent({ receiver: { ...OFFICE, name: '旧名称' } })] }),
      { kind: 'consent', coversIdentity: false },
    ],
    [
      'a receiver in no directory',
      asked({ receiver: SHELTER, consents: [consent({ receiver: SHELTER })] }),
      { kind: 'consent', coversIdentity: false },
    ],
    [
      'consent for another purpose',
      asked({ consents: [consent({ purpose: 'feedback' })] }),
      { kind: 'none', lacks: 'consent' },
    ],
    [
      'a ground nobody confirmed',
      asked({ override: { coversIdentity: true, confirmedAt: null } }),
      { kind: 'none', lacks: 'second_person' },
    ],
    [
      'a ground two people stand for',
      asked({ override: { coversIdentity: true, confirmedAt: AT } }),
      { kind: 'legal_ground', coversIdentity: true },
    ],
    [
      'consent goes before the ground',
      asked({ consents: [consent()], override: { coversIdentity: true, confirmedAt: AT } }),
      { kind: 'consent', coversIdentity: false },
    ],
    ['a number given', asked({ method: 'number_given' }), { kind: 'nothing_told' }],
    ['a call put through', asked({ method: 'call_transfer' }), { kind: 'none', lacks: 'consent' }],
    ['accompanied', asked({ method: 'accompanied' }), { kind: 'none', lacks: 'consent' }],
  ] as [string, SendingCase, SendingBasis][])('%s', (_, given, basis) => {
    expect(sendingBasis(given)).toEqual(basis);
  });
});
