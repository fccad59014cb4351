import { ApiProperty } from '@nestjs/swagger';
import { formatTokyo } from '../../shared/tokyo-time';
import { PageQuery } from '../../platform/http/page';
import { Flag, OneOf, Prose, Uuid } from '../../platform/validation/fields';
import { ROSTER_STATUSES, type RosterStatus } from '../domain/roster-moves';
import type { JudgedViolation } from '../domain/judged-violation';
import { presentViolation, ViolationView } from '../violations.dto';
import type { NamedCell, RosterRow, VersionCause, VersionRow } from './roster-versions.reader';

const CAUSES = ['publication', 'swap', 'gap', 'standby', 'retrospective'] as const;

export class RosterChangeInput {
  @OneOf(ROSTER_STATUSES, { optional: true, description: '確定（published）は版の公開だけで起こる' })
  readonly status?: RosterStatus;
  @Flag({ optional: true, description: 'true：相談員に同じ団体の確定した勤務をすべて見せる' })
  readonly showsColleagues?: boolean;
}

export class RosterView {
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly organisationName: string;
  @ApiProperty({ enum: ROSTER_STATUSES }) readonly status: RosterStatus;
  @ApiProperty() readonly showsColleagues: boolean;
  @ApiProperty() readonly version: number;
  @ApiProperty({ type: Number, nullable: true, description: '最新の確定版の番号' })
  readonly publishedNumber: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly publishedAt: string | null;
  @ApiProperty() readonly seats: number;
  @ApiProperty({ description: '下書きで埋まっている席' }) readonly filled: number;
}

export class NewRosterVersion {
  @Uuid() readonly organisationId: string;
  @Prose({ max: 500, optional: true }) readonly note?: string;
}

export class RosterVersionQuery extends PageQuery {
  @Uuid({ optional: true }) readonly organisationId?: string;
}

export class RosterVersionView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty() readonly number: number;
  @ApiProperty({ enum: CAUSES }) readonly cause: VersionCause;
  @ApiProperty() readonly note: string;
  @ApiProperty({ format: 'date-time' }) readonly publishedAt: string;
  @ApiProperty({ description: '勤務の数' }) readonly cells: number;
}

export class PublishedRosterView extends RosterVersionView {
  @ApiProperty({ type: [ViolationView], description: '公開を妨げない違反（重み付き・例外・過去）' })
  readonly violations: readonly ViolationView[];
}

export class RosterCellQuery extends PageQuery {
  @Uuid({ optional: true }) readonly personId?: string;
}

export class RosterSeatView {
  @ApiProperty({ format: 'uuid' }) readonly shiftId: string;
  @ApiProperty() readonly channel: string;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty() readonly role: string;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
}

export class RosterCellView extends RosterSeatView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly familyName: string;
  @ApiProperty() readonly givenName: string;
}

export class RosterDifferenceQuery extends PageQuery {
  @Uuid({ description: '比べる版のID' }) readonly since: string;
}

export class CellChangeView {
  @ApiProperty({ enum: ['added', 'removed', 'moved'] }) readonly kind: 'added' | 'removed' | 'moved';
  @ApiProperty({ type: RosterSeatView, nullable: true }) readonly before: RosterSeatView | null;
  @ApiProperty({ type: RosterSeatView, nullable: true }) readonly after: RosterSeatView | null;
}

export class RosterDifferenceView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ type: [CellChangeView] }) readonly changes: readonly CellChangeView[];
}

export function presentRoster(row: RosterRow): RosterView {
  return { ...row, publishedAt: row.publishedAt && formatTokyo(row.publishedAt) };
}

export function presentVersion(row: VersionRow): RosterVersionView {
  return { ...row, publishedAt: formatTokyo(row.publishedAt) };
}

export function presentPublished(
  row: VersionRow,
  violations: readonly JudgedViolation[],
): PublishedRosterView {
  return { ...row, publishedAt: formatTokyo(row.publishedAt), violations: violations.map(presentViolation) };
}

export function presentCell(cell: NamedCell): RosterCellView {
  const { shiftId, channel, fieldCode, role, personId, familyName, givenName } = cell;
  const [startsAt, endsAt] = [formatTokyo(cell.startsAt), formatTokyo(cell.endsAt)];
  return { shiftId, channel, fieldCode, role, startsAt, endsAt, personId, familyName, givenName };
}
