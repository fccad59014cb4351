import { ApiProperty } from '@nestjs/swagger';
import { OneOf } from '../validation/fields';
import { OUTPUT_KINDS, type OutputKind } from './job-output';
import { JOB_STATUSES, type JobCounts, type JobFailure, type JobStatus } from './job';

/** Query of every route that takes a file. */
export class ImportQuery {
  @OneOf(['true', 'false'], { optional: true, description: 'true は試行：報告だけ作り、何も登録しない' })
  readonly dryRun?: 'true' | 'false';
}

class JobProgressView {
  @ApiProperty({ description: '読み終えたバイト数。書き出しでは件数' }) readonly done: number;
  @ApiProperty({ type: Number, nullable: true, description: 'ファイルのバイト数。書き出しでは件数' })
  readonly total: number | null;
  @ApiProperty({ type: String, nullable: true, description: '計算処理がいま行っていること' })
  readonly phase: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number', nullable: true },
    description: '計算処理の途中の値（名前は処理の種類による）',
  })
  readonly figures: Readonly<Record<string, number | null>>;
}

class JobCountsView implements JobCounts {
  @ApiProperty({ description: 'ファイルの行数（見出しと空行を除く）' }) readonly rows: number;
  @ApiProperty({ description: '新しく登録した行（登録済みのメールへの返信を含む）' }) readonly added: number;
  @ApiProperty({ description: '既に同じ内容で登録されていた行' }) readonly unchanged: number;
  @ApiProperty({ description: '受け付けなかった行' }) readonly rejected: number;
}

class JobFailureView implements JobFailure {
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly message: string;
}

export class JobOutputView {
  @ApiProperty({ enum: OUTPUT_KINDS, description: 'result は GET /jobs/{id}/output、他は同名の URL' })
  readonly kind: OutputKind;
  @ApiProperty() readonly fileName: string;
  @ApiProperty({ description: 'バイト数' }) readonly size: number;
  @ApiProperty({ format: 'date-time', description: 'この日時まで受け取れる' }) readonly expiresAt: string;
}

export class JobView {
  @ApiProperty({ format: 'uuid' }) readonly id: string;
  @ApiProperty() readonly kind: string;
  @ApiProperty({ enum: JOB_STATUSES }) readonly status: JobStatus;
  @ApiProperty() readonly dryRun: boolean;
  @ApiProperty({ type: JobProgressView }) readonly progress: JobProgressView;
  @ApiProperty({ type: JobCountsView }) readonly counts: JobCountsView;
  @ApiProperty({ type: JobFailureView, nullable: true }) readonly failure: JobFailureView | null;
  @ApiProperty({ type: [JobOutputView], description: '依頼した本人が受け取れるファイル' })
  readonly outputs: JobOutputView[];
  @ApiProperty({ format: 'date-time' }) readonly createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly startedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly finishedAt: string | null;
}

export class JobFaultView {
  @ApiProperty({ description: '見出し行を 1 とする行番号' }) readonly row: number;
  @ApiProperty({ description: '列。行全体の誤りでは空' }) readonly column: string;
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly message: string;
}
