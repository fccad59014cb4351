import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeclineReason, ReferralOutcome, WithdrawalReason } from './domain/outcomes';
import type { ReceiverKind } from './domain/receiver-kinds';
import type { HandoverMethod, ReferralStatus } from './domain/referral-moves';

/** つなぎ: one attempt to bring one person with one need to one receiver. */
@Entity('referral')
export class Referral {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') periodId: string;
  @Column('uuid') consultationId: string;
  @Column('uuid') needId: string;
  @Column('text') worryCategory: string;
  /** Entry of the directory; null: a receiver that is in none. */
  @Column('uuid', { nullable: true }) serviceId: string | null;
  /** Name, telephone and version are those of the moment of sending. */
  @Column('integer', { nullable: true }) serviceVersion: number | null;
  @Column('text') receiverName: string;
  @Column('text') receiverKind: ReceiverKind;
  @Column('text', { nullable: true }) receiverPhone: string | null;
  /** The attempt that came to nothing before this one was proposed. */
  @Column('uuid', { nullable: true }) previousReferralId: string | null;
  @Column('text') handoverMethod: HandoverMethod;
  @Column('text') status: ReferralStatus;
  @Column('text', { nullable: true }) outcome: ReferralOutcome | null;
  @Column('text', { nullable: true }) declineReason: DeclineReason | null;
  @Column('text', { nullable: true }) withdrawalReason: WithdrawalReason | null;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
  /** When silence becomes `no_answer`; null: nobody was asked for an answer. */
  @Column('timestamptz', { nullable: true }) respondBy: Date | null;
  @Column('timestamptz', { nullable: true }) appointmentAt: Date | null;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
