import { Column, Entity, PrimaryColumn } from 'typeorm';

export const PERIOD_STATUSES = ['planned', 'open', 'closed'] as const;
export type PeriodStatus = (typeof PERIOD_STATUSES)[number];

export const CHANNELS = ['phone', 'chat', 'mail', 'sns', 'metaverse', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** 期: one run of the helpline. Half-open: `startsAt` is inside, `endsAt` outside. */
@Entity('period')
export class Period {
  @PrimaryColumn('uuid') id: string;
  @Column('text') label: string;
  @Column('uuid') formId: string;
  @Column('timestamptz') startsAt: Date;
  @Column('timestamptz') endsAt: Date;
  @Column('text') status: PeriodStatus;
  @Column('text') note: string;
  /** A sheet is due this long after its call ended. */
  @Column('smallint') sheetDueHours: number;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
}
