import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel } from '../periods/period.entity';

export const SHIFT_ROLES = ['counsellor', 'adviser', 'coordinator', 'interpreter', 'standby'] as const;
export type ShiftRole = (typeof SHIFT_ROLES)[number];

/** シフト: seats of one organisation on one channel. Half-open: `startsAt` is inside, `endsAt` outside. */
@Entity('shift')
export class Shift {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') periodId: string;
  @Column('uuid') organisationId: string;
  @Column('text') channel: Channel;
  @Column('text', { nullable: true }) fieldCode: string | null;
  @Column('text') role: ShiftRole;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  @Column('integer') seats: number;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
}
