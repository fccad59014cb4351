import type { ReferralStatus } from './referral-moves';
import type { SendingBasis } from './sending-basis';
import type { Urgency } from './deadline';

/** What a receiver needs to know to say yes or no. */
interface MinimumPacket {
  readonly worryCategory: string;
  /** Municipality or prefecture; null: not said. */
  readonly areaCode: string | null;
  readonly ageBand: string;
  readonly language: string;
  readonly urgency: Urgency;
}

/** Who the person is and how to reach them. */
export interface Identity {
  readonly name: string;
  readonly contact: string | null;
  readonly address: string | null;
}

export interface PacketSource extends MinimumPacket {
  readonly basis: SendingBasis;
  readonly identity: Identity | null;
}

export type PacketStage = 'unsent' | 'before_acceptance' | 'after_acceptance' | 'ended';

export interface Packet extends MinimumPacket {
  readonly stage: PacketStage;
  readonly identity: Identity | null;
}

const STAGES: Readonly<Record<ReferralStatus, PacketStage>> = {
  proposed: 'unsent',
  consented: 'unsent',
  sent: 'before_acceptance',
  no_answer: 'before_acceptance',
  accepted: 'after_acceptance',
  declined: 'ended',
  appointment: 'after_acceptance',
  met: 'after_acceptance',
  accompanied: 'after_acceptance',
  received: 'after_acceptance',
  withdrawn: 'ended',
  closed: 'ended',
};

export function packetStage(status: ReferralStatus): PacketStage {
  return STAGES[status];
}

/** What the receiver may see at this stage: nothing before sending and after the end, the name only once it has accepted. */
export function packetFor(source: PacketSource, stage: PacketStage): Packet | null {
  const { worryCategory, areaCode, ageBand, language, urgency, basis, identity } = source;
  const isShown = stage === 'before_acceptance' || stage === 'after_acceptance';
  if (!isShown || (basis.kind !== 'consent' && basis.kind !== 'legal_ground')) return null;
  const named = stage === 'after_acceptance' && basis.coversIdentity;
  return { stage, worryCategory, areaCode, ageBand, language, urgency, identity: named ? identity : null };
}
