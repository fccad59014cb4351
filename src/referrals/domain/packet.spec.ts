import { packetFor, type PacketSource, packetStage } from './packet';
import { REFERRAL_STATUSES } from './referral-moves';

const SOURCE: PacketSource = {
  worryCategory: 'W01',
  areaCode: '13101',
  ageBand: 'a30s',
  language: 'ja',
  urgency: 'watch',
  basis: { kind: 'consent', coversIdentity: true },
  identity: { name: '見本 花子', contact: '090-0000-0000', address: null },
};
const MINIMUM = {
  worryCategory: 'W01',
  areaCode: '13101',
  ageBand: 'a30s',
  language: 'ja',
  urgency: 'watch',
};

describe('packetFor', () => {
  it('names nobody before acceptance', () => {
    expect(packetFor(SOURCE, 'before_acceptance')).toEqual({
      stage: 'before_acceptance',
      ...MINIMUM,
      identity: null,
    });
  });

  it('names the person after acceptance where they agreed to it', () => {
    expect(packetFor(SOURCE, 'after_acceptance')?.identity).toEqual(SOURCE.identity);
    const unnamed = { ...SOURCE, basis: { kind: 'consent', coversIdentity: false } as const };
    expect(packetFor(unnamed, 'after_acceptance')).toEqual({
      stage: 'after_acceptance',
      ...MINIMUM,
      identity: null,
    });
  });

  it('is empty before sending, after the end, and once consent is taken back', () => {
    expect(packetFor(SOURCE, 'unsent')).toBeNull();
    expect(packetFor(SOURCE, 'ended')).toBeNull();
    const withdrawn = { ...SOURCE, basis: { kind: 'none', lacks: 'consent' } as const };
    expect(packetFor(withdrawn, 'after_acceptance')).toBeNull();
    expect(packetFor({ ...SOURCE, basis: { kind: 'nothing_told' } }, 'before_acceptance')).toBeNull();
  });

  it('knows the stage of every status', () => {
    const stages = ['unsent', 'before_acceptance', 'after_acceptance', 'ended'] as const;
    const at = (stage: string) => REFERRAL_STATUSES.filter((status) => packetStage(status) === stage);
    expect(Object.fromEntries(stages.map((stage) => [stage, at(stage)]))).toEqual({
      unsent: ['proposed', 'consented'],
      before_acceptance: ['sent', 'no_answer'],
      after_acceptance: ['accepted', 'appointment', 'met', 'accompanied', 'received'],
      ended: ['declined', 'withdrawn', 'closed'],
    });
  });
});
