import { ApiProperty } from '@nestjs/swagger';
import { formatTokyo } from '../../shared/tokyo-time';
import { PageQuery } from '../../platform/http/page';
import { OneOf, Uuid } from '../../platform/validation/fields';
import type { NoticeRow } from './roster-notices.reader';
import { CellChangeView } from './rosters.dto';

const CHASED = ['unconfirmed', 'at_risk'] as const;

export class RosterNoticeQuery extends PageQuery {
  @Uuid({ optional: true }) readonly organisationId?: string;
  @OneOf(CHASED, {
    optional: true,
    description: 'unconfirmed：未確認（後の版でなくなった席だけの知らせを除く）、at_risk：未確認で席が危うい',
  })
  readonly state?: (typeof CHASED)[number];
}

export class RosterNoticeView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ format: 'uuid' }) readonly versionId: string;
  @ApiProperty({ description: '版の番号' }) readonly number: number;
  @ApiProperty({ type: [CellChangeView] }) readonly changes: readonly CellChangeView[];
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly confirmedAt: string | null;
}

export class ChasedNoticeView extends RosterNoticeView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: '知らせた勤務で今も本人のもののうち、次に始まるもの',
  })
  readonly nextDutyAt: string | null;
  @ApiProperty({ description: '24時間たっても、または勤務が近いのに、確認されていない' })
  readonly atRisk: boolean;
}

export function presentNotice(row: NoticeRow): RosterNoticeView {
  const { id, periodId, organisationId, versionId, number, changes } = row;
  return {
    id,
    periodId,
    organisationId,
    versionId,
    number,
    changes,
    createdAt: formatTokyo(row.createdAt),
    confirmedAt: row.confirmedAt && formatTokyo(row.confirmedAt),
  };
}

export function presentChased(row: NoticeRow): ChasedNoticeView {
  const { isOvertaken: _, ...shown } = row;
  return {
    ...shown,
    createdAt: formatTokyo(row.createdAt),
    confirmedAt: row.confirmedAt && formatTokyo(row.confirmedAt),
    nextDutyAt: row.nextDutyAt && formatTokyo(row.nextDutyAt),
  };
}
