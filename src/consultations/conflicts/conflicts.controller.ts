import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { formatTokyo } from '../../shared/tokyo-time';
import { AuditLog } from '../../audit/audit-log';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { type Page, PageQuery } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { ConflictView } from '../consultations.dto';
import { ConsultationsReader } from '../consultations.reader';
import { copyScope } from '../domain/consultation.policy';
import { type ConflictCopy, ConflictStore } from './conflict-store';

@ApiTags('相談記録票')
@Controller('consultations/:id/conflicts')
export class ConflictsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sheets: ConsultationsReader,
    private readonly store: ConflictStore,
    private readonly audit: AuditLog,
  ) {}

  /** What was sent for this sheet or draft and not taken, word for word. */
  @Get()
  @Can('consultation.read')
  @ApiPage(ConflictView)
  list(
    @CurrentActor() actor: Actor,
    @Param('id') givenId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ConflictView>> {
    const id = givenId.toLowerCase();
    return this.database.transaction(actor, async (tx) => {
      const reader = { scope: copyScope(actor), accountId: actor.accountId };
      const page = await this.store.page(tx, id, reader, query);
      // Somebody who may see neither a copy nor sheet or draft is not told whether there is one.
      if (page.items.length === 0) await this.refuseUnlessSeen(tx, actor, id);
      await this.audit.record(tx, actor, this.clock.now(), {
        action: 'consultation.conflicts_read',
        objectType: 'consultation',
        objectId: id,
        detail: { copies: page.items.length },
      });
      return { ...page, items: page.items.map(presentCopy) };
    });
  }

  private async refuseUnlessSeen(tx: Tx, actor: Actor, id: string): Promise<void> {
    if (await this.sheets.find(tx, actor, id)) return;
    if (!(await this.sheets.seesDraft(tx, actor, id))) throw notFound('控え');
  }
}

function presentCopy({
  id,
  kind,
  reason,
  basedOn,
  accountId,
  createdAt,
  content,
}: ConflictCopy): ConflictView {
  return { id, kind, reason, basedOn, accountId, createdAt: formatTokyo(createdAt), content };
}
