import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReferralOutcome, ReferralStatus } from './domain/referral-moves';

/** Four strengths of つなぎ that are never counted as one (domain rule 50). */
export const HANDOVER_METHODS = ['number_given', 'call_transfer', 'agency_contacted', 'accompanied'] as const;
export type HandoverMethod = (typeof HANDOVER_METHODS)[number];

export const RECEIVER_KINDS = [
  'municipal_office',
  'self_reliance_support',
  'welfare_office',
  'police',
  'local_support_body',
  'specialist_support_body',
  'medical',
  'child_guidance_centre',
  'social_welfare_council',
  'regional_council',
  'other',
] as const;
export type ReceiverKind = (typeof RECEIVER_KINDS)[number];

/** つなぎ: the way of one person from one consultation to one receiver. */
@Entity('referral')
export class Referral {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') periodId: string;
  @Column('uuid') consultationId: string;
  @Column('text') worryCategory: string;
  @Column('text') receiverName: string;
  @Column('text') receiverKind: ReceiverKind;
  @Column('text') handoverMethod: HandoverMethod;
  @Column('text') status: ReferralStatus;
  @Column('text', { nullable: true }) outcome: ReferralOutcome | null;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
