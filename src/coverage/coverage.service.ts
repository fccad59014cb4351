import { Injectable } from '@nestjs/common';
import { notFound } from '../shared/domain-error';
import { DemandReader } from '../demand/demand.reader';
import type { LiveChannel, PlannedSlot } from '../demand/domain/demand-slot';
import type { ManualNeed } from '../demand/domain/manual-need';
import { PeriodsReader } from '../periods/periods.reader';
import type { Tx } from '../platform/database/sql';
import { malformedField } from '../platform/validation/malformed';
import { CoverageReader, type SeatQuestion } from './coverage.reader';
import type { FieldLabels } from './domain/describe-coverage';
import type { SeatSpan } from './domain/seat-table';

export interface CoverageQuestion extends SeatQuestion {
  readonly channel: LiveChannel | null;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** Everything a prediction is made from. */
export interface CoverageFacts {
  readonly planNumber: number;
  readonly planCap: number | null;
  readonly slots: readonly PlannedSlot[];
  readonly needs: readonly ManualNeed[];
  readonly spans: readonly SeatSpan[];
  readonly labels: FieldLabels;
}

const EVER = { from: new Date('1900-01-01T00:00:00Z'), until: new Date('2200-01-01T00:00:00Z') };

/** Brings demand and seats together; what follows from them is in `domain/`. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly demand: DemandReader,
    private readonly reader: CoverageReader,
  ) {}

  async facts(tx: Tx, question: CoverageQuestion): Promise<CoverageFacts> {
    const { periodId, channel, from, until } = question;
    if (question.version !== null && question.basis !== 'published') {
      throw malformedField(
        '/version',
        'basis',
        '版の番号は公開した版（basis=published）でだけ指定できます。',
      );
    }
    await this.periods.byId(tx, periodId);
    const plan = await this.demand.newestPlan(tx, periodId);
    if (!plan) throw notFound('需要の計算');
    const within = { from: from ?? EVER.from, until: until ?? EVER.until };
    const menu = await this.periods.menu(tx, periodId);
    const spans = await this.reader.seats(tx, question);
    return {
      planNumber: plan.number,
      planCap: plan.occupancyCap,
      slots: await this.demand.slots(tx, periodId, channel, within),
      needs: await this.demand.needs(tx, periodId, channel),
      spans: channel === null ? spans : spans.filter((span) => span.channel === channel),
      labels: new Map(menu.map(({ fieldCode, label }) => [fieldCode, label])),
    };
  }
}
