import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { DomainError } from '../../shared/domain-error';
import { Public } from '../authz/can.decorator';
import { Database } from '../database/database';

@ApiTags('稼働状況')
@Controller('api/health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get()
  @Public()
  @ApiOkResponse({ schema: { type: 'object', properties: { status: { type: 'string', enum: ['ok'] } } } })
  @ApiServiceUnavailableResponse({ description: 'データベースに接続できません' })
  async health(): Promise<{ status: 'ok' }> {
    try {
      await this.database.ping();
    } catch {
      throw new DomainError('unavailable', 'database_unavailable', 'データベースに接続できません。');
    }
    return { status: 'ok' };
  }
}
