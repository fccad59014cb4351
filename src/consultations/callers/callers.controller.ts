import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { AuditLog } from '../../audit/audit-log';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { CallersReader } from './callers.reader';

class CallerCountView {
  @ApiProperty({ description: '番号非通知なら false' }) readonly isKnown: boolean;
  @ApiProperty({ description: '同じ夜（正午から正午）に自分の団体へかけた回数。この呼を含む' })
  readonly callsTonight: number;
  @ApiProperty({ description: '同じ期に自分の団体へかけた回数' }) readonly callsInPeriod: number;
}

@ApiTags('相談記録票')
@Controller('consultations/callers')
export class CallersController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: CallersReader,
    private readonly audit: AuditLog,
  ) {}

  /** Has whoever made this call been here before? A count and no more; the sheets are `?callerOf=` of the list. */
  @Get(':contactId')
  @Can('consultation.read')
  @ApiOkResponse({ type: CallerCountView })
  async count(@CurrentActor() actor: Actor, @Param('contactId') contactId: string): Promise<CallerCountView> {
    return this.database.transaction(actor, async (tx) => {
      const count = await this.reader.count(tx, actor, contactId);
      await this.audit.record(tx, actor, this.clock.now(), {
        action: 'caller.counted',
        objectType: 'contact',
        objectId: contactId.toLowerCase(),
      });
      return { ...count };
    });
  }
}
