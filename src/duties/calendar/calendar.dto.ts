import { ApiProperty } from '@nestjs/swagger';

export class CalendarFeedView {
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
}

export class NewCalendarFeedView extends CalendarFeedView {
  @ApiProperty({ description: '購読するアドレスの、ホスト名より後ろの部分。この応答でだけ示す' })
  readonly path: string;
}
