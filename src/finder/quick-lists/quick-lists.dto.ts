import { ApiProperty } from '@nestjs/swagger';
import { Day, Nested, Text, Uuid } from '../../platform/validation/fields';
import { FoundService } from '../finder.dto';

const OPTIONAL = { optional: true, nullable: true } as const;

class QuickEntryInput {
  @Uuid() readonly serviceId: string;
  @Text({ max: 200, ...OPTIONAL, description: '相談員への一言' }) readonly noteJa?: string | null;
  @Day({ description: '載せる最初の日' }) readonly validFrom: string;
  @Day({ ...OPTIONAL, description: '載せない最初の日' }) readonly validUntil?: string | null;
}

export class QuickListInput {
  @Nested(() => QuickEntryInput, { each: true, description: '並べる順。全体を置き換える' })
  readonly entries: readonly QuickEntryInput[];
}

class QuickEntryView {
  @ApiProperty({ format: 'uuid' }) readonly serviceId: string;
  @ApiProperty({ nullable: true, type: String }) readonly noteJa: string | null;
  @ApiProperty({ format: 'date' }) readonly validFrom: string;
  @ApiProperty({ format: 'date', nullable: true, type: String }) readonly validUntil: string | null;
}

class QuickServiceView extends FoundService {
  @ApiProperty({ nullable: true, type: String }) readonly noteJa: string | null;
  @ApiProperty({ description: '今、開いている' }) readonly isOpen: boolean;
  @ApiProperty({ format: 'date-time', nullable: true, type: String, description: '今か、次に開く時刻' })
  readonly opensAt: string | null;
}

export class QuickListView {
  @ApiProperty() readonly fieldCode: string;
  @ApiProperty({ description: '0：まだ作られていない' }) readonly version: number;
  @ApiProperty({ format: 'date-time' }) readonly at: string;
  @ApiProperty({
    type: [QuickServiceView],
    description: '掲載中で確認が期限切れでない窓口。開いているものが先',
  })
  readonly services: readonly QuickServiceView[];
  @ApiProperty({ type: [QuickEntryView], description: '登録してある全件。書き換えるときはこれを直す' })
  readonly entries: readonly QuickEntryView[];
}
