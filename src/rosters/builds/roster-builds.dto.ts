import { ApiProperty } from '@nestjs/swagger';
import { formatTokyo, type TokyoDay } from '../../shared/tokyo-time';
import { JobView } from '../../platform/jobs/jobs.dto';
import { PageQuery } from '../../platform/http/page';
import { Day, Uuid, WholeNumber } from '../../platform/validation/fields';
import { type ProposalName, PROPOSALS } from '../domain/build/build-material';
import type { DraftChange } from '../domain/build/draft-diff';
import type { BuildHeadRow, ProposalRow } from './roster-builds.reader';

const NAMES = Object.keys(PROPOSALS);

class BuildEffort {
  @WholeNumber({
    min: 1,
    max: 600,
    optional: true,
    description:
      '案ひとつに使う秒数。省略時は人数×動かせる日数÷240（2.5〜60秒：60人×10日なら2.5秒、300人×21日なら約26秒）、修復は 10。3案の作成には全体でその3倍かかる。steps を与えたときは上限（省略時 600）',
  })
  readonly seconds?: number;
  @WholeNumber({
    min: 1,
    max: 1_000_000,
    optional: true,
    description: '同じ値と歩数なら同じ勤務表（省略時 1）',
  })
  readonly seed?: number;
  @WholeNumber({
    min: 1,
    max: 10_000,
    optional: true,
    description: '秒数の代わりの改善の歩数。結果が再現する（時間の上限に先に達したときを除く）',
  })
  readonly steps?: number;
}

export class NewRosterBuild extends BuildEffort {
  @Uuid({ each: true, optional: true, description: '省略時は、権限の及ぶすべての参加団体' })
  readonly organisationIds?: readonly string[];
  @Day({ optional: true, description: '動かせる勤務の最初の日。ほかの日は今のまま' })
  readonly fromDay?: TokyoDay;
  @Day({ optional: true, description: 'この日より前に始まる勤務までを動かせる' })
  readonly untilDay?: TokyoDay;
  @WholeNumber({
    min: 0,
    max: 100_000,
    optional: true,
    description: '費用の比較に使う時給の仮定（省略時 1,500円）',
  })
  readonly yenPerHour?: number;
}

export class NewRosterRepair extends BuildEffort {
  @Uuid() readonly organisationId: string;
  @Uuid({ each: true, description: '席が空いたシフト。その前後1日だけを動かす' })
  readonly shiftIds: readonly string[];
}

class SpreadView {
  @ApiProperty({ type: Number, nullable: true }) readonly min: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly median: number | null;
  @ApiProperty({ description: '偏り（ジニ係数、0 は全員が同じ）' }) readonly gini: number;
}

class NightsView {
  @ApiProperty({ description: '最も多い人の回数' }) readonly most: number;
  @ApiProperty() readonly gini: number;
}

class MinutesView {
  @ApiProperty({ type: Number, nullable: true }) readonly median: number | null;
  @ApiProperty() readonly gini: number;
}

class PersonFiguresView {
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty() readonly minutes: number;
  @ApiProperty() readonly nights: number;
  @ApiProperty({ type: Number, nullable: true, description: '勤務のうち本人が希望したものの割合' })
  readonly wishRate: number | null;
}

class ProposalFiguresView {
  @ApiProperty() readonly seats: number;
  @ApiProperty() readonly filled: number;
  @ApiProperty({ type: SpreadView, description: '希望叶え率' }) readonly wishRate: SpreadView;
  @ApiProperty({ type: NightsView }) readonly nights: NightsView;
  @ApiProperty({ type: MinutesView }) readonly minutes: MinutesView;
  @ApiProperty({ description: '仮の時給による費用（22時〜5時は1.25倍）' }) readonly yen: number;
  @ApiProperty({ description: '埋まった席が応答する見込みの呼' }) readonly answeredCalls: number;
  @ApiProperty() readonly weightedViolations: number;
  @ApiProperty({ type: [PersonFiguresView] }) readonly people: readonly PersonFiguresView[];
}

class SolvedView {
  @ApiProperty({ type: Number, nullable: true, description: '案の値（小さいほどよい）' }) readonly best:
    number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'どの案も下回れない値' }) readonly bound:
    number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly gap: number | null;
  @ApiProperty({ type: Number, nullable: true }) readonly shortages: number | null;
  @ApiProperty() readonly status: string;
  @ApiProperty() readonly seconds: number;
  @ApiProperty({ type: String, nullable: true, description: '選ぶ前に知っておくこと' })
  readonly remark: string | null;
}

export class RosterProposalView {
  @ApiProperty({ enum: NAMES }) readonly name: ProposalName;
  @ApiProperty() readonly label: string;
  @ApiProperty({ format: 'uuid' }) readonly organisationId: string;
  @ApiProperty({ type: ProposalFiguresView }) readonly figures: ProposalFiguresView;
  @ApiProperty({ type: SolvedView }) readonly solved: SolvedView;
  @ApiProperty({ description: '下書きから変わる席の数' }) readonly changes: number;
  @ApiProperty({ description: '変更のある人の数' }) readonly changedPeople: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly adoptedAt: string | null;
}

export class RosterBuildView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ format: 'uuid' }) readonly periodId: string;
  @ApiProperty({ type: [String] }) readonly organisationIds: readonly string[];
  @ApiProperty({ type: JobView, description: '取り消しは PUT /jobs/{id}/cancellation' })
  readonly job: JobView;
  @ApiProperty({ type: [RosterProposalView] }) readonly proposals: readonly RosterProposalView[];
}

export class RosterBuildHeadView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly status: string;
  @ApiProperty({ enum: NAMES, isArray: true }) readonly proposals: readonly ProposalName[];
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
}

export function presentBuildHead({ createdAt, ...head }: BuildHeadRow): RosterBuildHeadView {
  return { ...head, createdAt: formatTokyo(createdAt) };
}

export class ProposalQuery extends PageQuery {
  @Uuid({ optional: true, description: '省略時は自分の団体' }) readonly organisationId?: string;
}

export class Adoption {
  @Uuid({ optional: true, description: '省略時は自分の団体' }) readonly organisationId?: string;
}

export class DraftChangeView implements DraftChange {
  @ApiProperty({ format: 'uuid' }) readonly shiftId: string;
  @ApiProperty({ format: 'uuid' }) readonly personId: string;
  @ApiProperty({ enum: ['added', 'removed'] }) readonly kind: 'added' | 'removed';
  @ApiProperty() readonly reason: string;
}

export function presentProposal(row: ProposalRow): RosterProposalView {
  const { name, organisationId, figures, solved, changes, adoptedAt } = row;
  return {
    name,
    label: PROPOSALS[name],
    organisationId,
    figures,
    solved: { ...solved, remark: solved.remark ?? null },
    changes: changes.length,
    changedPeople: new Set(changes.map(({ personId }) => personId)).size,
    adoptedAt: adoptedAt && formatTokyo(adoptedAt),
  };
}
