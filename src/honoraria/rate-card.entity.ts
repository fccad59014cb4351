import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ShiftRole } from '../rosters/shift.entity';

/**
 * 単価: what an hour of one role is paid in a period. Never changed; a later decision is a card of its own, so that
 * a payment of the past can always be explained by the card it was made under.
 */
@Entity('rate_card')
export class RateCard {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') periodId: string;
  /** Null: holds for every organisation. */
  @Column('uuid', { nullable: true }) organisationId: string | null;
  @Column('text') role: ShiftRole;
  /** Null: holds for every field. */
  @Column('text', { nullable: true }) fieldCode: string | null;
  @Column('bigint') yenPerHour: bigint;
  @Column('bigint', { nullable: true }) dayCapYen: bigint | null;
  @Column('date') validFrom: string;
  /** The first day on which it no longer holds. */
  @Column('date', { nullable: true }) validUntil: string | null;
  @Column('date') decidedOn: string;
  /** The clause of the contract or cost plan the price rests on. */
  @Column('text') basisClause: string;
  @Column('uuid') createdBy: string;
  @Column('timestamptz') createdAt: Date;
}
