import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { PeriodsReader } from '../../periods/periods.reader';
import {
  presentCall,
  presentReconciliation,
  presentReminder,
  presentSheetWithoutCall,
} from './present-reconciliation';
import {
  CallsWithoutSheetQuery,
  CallWithoutSheetView,
  ReconciliationPageQuery,
  ReconciliationQuery,
  ReconciliationView,
  ReminderView,
  SheetWithoutCallView,
} from './reconciliation.dto';
import { ReconciliationReader } from './reconciliation.reader';

/** 呼と相談記録票の突合. */
@ApiTags('突合')
@Controller('periods/:id/reconciliation')
export class ReconciliationController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly periods: PeriodsReader,
    private readonly reader: ReconciliationReader,
  ) {}

  @Get()
  @Can('reconciliation.read')
  @ApiOkResponse({ type: ReconciliationView })
  summary(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: ReconciliationQuery,
  ): Promise<ReconciliationView> {
    const now = this.clock.now();
    return this.database.transaction(actor, async (tx) => {
      const period = await this.periods.byId(tx, periodId);
      return presentReconciliation(period, now, await this.reader.summary(tx, actor, now, period.id, query));
    });
  }

  @Get('calls')
  @Can('reconciliation.read')
  @ApiPage(CallWithoutSheetView)
  calls(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: CallsWithoutSheetQuery,
  ): Promise<Page<CallWithoutSheetView>> {
    const now = this.clock.now();
    return this.page(actor, periodId, (tx, id) => this.reader.calls(tx, actor, now, id, query), presentCall);
  }

  @Get('sheets')
  @Can('reconciliation.read')
  @ApiPage(SheetWithoutCallView)
  sheets(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: ReconciliationPageQuery,
  ): Promise<Page<SheetWithoutCallView>> {
    return this.page(
      actor,
      periodId,
      (tx, id) => this.reader.sheets(tx, actor, id, query),
      presentSheetWithoutCall,
    );
  }

  /** Who owes how many sheets, since when. */
  @Get('reminders')
  @Can('reconciliation.read')
  @ApiPage(ReminderView)
  reminders(
    @CurrentActor() actor: Actor,
    @Param('id') periodId: string,
    @Query() query: ReconciliationPageQuery,
  ): Promise<Page<ReminderView>> {
    const now = this.clock.now();
    return this.page(
      actor,
      periodId,
      (tx, id) => this.reader.reminders(tx, actor, now, id, query),
      presentReminder,
    );
  }

  private page<Row, View>(
    actor: Actor,
    periodId: string,
    read: (tx: Tx, periodId: string) => Promise<Page<Row>>,
    present: (actor: Actor, row: Row) => View,
  ): Promise<Page<View>> {
    return this.database.transaction(actor, async (tx) => {
      const period = await this.periods.byId(tx, periodId);
      const page = await read(tx, period.id);
      return { ...page, items: page.items.map((row) => present(actor, row)) };
    });
  }
}
