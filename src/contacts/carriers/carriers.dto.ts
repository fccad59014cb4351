import { ApiProperty } from '@nestjs/swagger';
import { Flag, Nested, OneOf, Text, Uuid } from '../../platform/validation/fields';
import { CALL_COLUMNS, type CallColumn } from '../domain/call-columns';
import {
  CARRIER_ENCODINGS,
  CARRIER_ZONES,
  type CarrierLayout,
  WORD_LISTS,
  type WordList,
} from '../domain/carrier-layout';

const COLUMN_KEYS = CALL_COLUMNS.map(({ key }) => key);

class CarrierColumnInput {
  @OneOf(COLUMN_KEYS, { description: 'この製品での列' }) readonly column: CallColumn;
  @Text({ max: 100, description: '回線会社のファイルでの見出し' }) readonly title: string;
  @Text({ max: 100, optional: true, description: '日付と時刻が二列に分かれているときの、時刻の見出し' })
  readonly timeTitle?: string;
}

class CarrierWordInput {
  @OneOf(WORD_LISTS) readonly list: WordList;
  @Text({ max: 100, description: 'ファイルに書かれる語' }) readonly word: string;
  @Text({ max: 60, description: 'この製品のコード。organisation では団体コード' }) readonly code: string;
}

class CarrierLayoutInput implements CarrierLayout {
  @OneOf(CARRIER_ENCODINGS) readonly encoding: (typeof CARRIER_ENCODINGS)[number];
  @Nested(() => CarrierColumnInput, { each: true }) readonly columns: CarrierColumnInput[];
  @Nested(() => CarrierWordInput, { each: true }) readonly words: CarrierWordInput[];
  @OneOf(['refuse', 'ignore'], { description: '指定のない列を断るか、読み飛ばすか' })
  readonly otherColumns: 'refuse' | 'ignore';
  @Flag({ description: '26:00 のような時刻を受け付ける' }) readonly clockBeyond24: boolean;
  @OneOf(CARRIER_ZONES, { description: '時差の書かれていない日時' })
  readonly zone: (typeof CARRIER_ZONES)[number];
}

export class CarrierInput {
  @Text({ max: 60 }) readonly name: string;
  @Nested(() => CarrierLayoutInput) readonly layout: CarrierLayoutInput;
}

export class NewCarrier extends CarrierInput {
  @Uuid({ optional: true }) readonly id?: string;
}

export class CarrierView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly name: string;
  @ApiProperty() readonly version: number;
  @ApiProperty({ type: CarrierLayoutInput }) readonly layout: CarrierLayout;
}
