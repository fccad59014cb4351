import { ApiProperty } from '@nestjs/swagger';
import { CHANNELS, type Channel } from '../periods/period.entity';
import { PageQuery } from '../platform/http/page';
import { Instant, OneOf, Text, Uuid, WholeNumber } from '../platform/validation/fields';
import { type ManualNeed, NEED_ROLES, NEED_STRENGTHS } from './domain/manual-need';

const CODE = /^[a-z0-9][a-z0-9_-]{0,62}$/;

export class NeedContent {
  @OneOf(CHANNELS) readonly channel: Channel;
  @Text({ max: 40, optional: true, nullable: true, description: '省略時は分野を合わせた全体' })
  readonly fieldCode?: string | null;
  @OneOf(NEED_ROLES) readonly role: ManualNeed['role'];
  @Instant({ description: 'この瞬間を含む' }) readonly startsAt: Date;
  @Instant({ description: 'この瞬間を含まない' }) readonly endsAt: Date;
  @WholeNumber({ min: 0, max: 500, description: '同時に最低何席' }) readonly minSeats: number;
  @WholeNumber({ min: 0, max: 50, optional: true, description: '同時に最低何人のスーパーバイザー' })
  readonly minSupervisors?: number;
  @Text({ max: 63, pattern: CODE, optional: true, nullable: true, description: 'それぞれの席の人が話す言語' })
  readonly language?: string | null;
  @Text({ max: 63, pattern: CODE, optional: true, nullable: true, description: 'それぞれの席の人の性別' })
  readonly gender?: string | null;
  @OneOf(NEED_STRENGTHS, { description: 'hard は必ず守る、weighted はできるだけ守る' })
  readonly strength: ManualNeed['strength'];
  @WholeNumber({ min: 0, max: 1_000, optional: true, description: 'weighted のとき1席足りないごとの重み' })
  readonly weight?: number;
  @Text({ max: 400, description: 'なぜ必要か。個人のことは書かない' }) readonly reason: string;
}

export class NewNeed extends NeedContent {
  @Uuid({ optional: true }) readonly id?: string;
}

export class NeedQuery extends PageQuery {
  @OneOf(CHANNELS, { optional: true }) readonly channel?: Channel;
}

export class NeedView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty({ enum: CHANNELS }) readonly channel: string;
  @ApiProperty({ type: String, nullable: true }) readonly fieldCode: string | null;
  @ApiProperty({ enum: NEED_ROLES }) readonly role: string;
  @ApiProperty({ format: 'date-time' }) readonly startsAt: string;
  @ApiProperty({ format: 'date-time' }) readonly endsAt: string;
  @ApiProperty() readonly minSeats: number;
  @ApiProperty() readonly minSupervisors: number;
  @ApiProperty({ type: String, nullable: true }) readonly language: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly gender: string | null;
  @ApiProperty({ enum: NEED_STRENGTHS }) readonly strength: string;
  @ApiProperty() readonly weight: number;
  @ApiProperty() readonly reason: string;
  @ApiProperty() readonly version: number;
}
