import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ORGANISATION_KINDS = ['npo', 'contractor', 'cabinet_office', 'support_body'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** 団体: a body that answers, runs, commissions or supports. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') kind: OrganisationKind;
  @Column('integer') version: number;
  @Column('timestamptz') createdAt: Date;
}
