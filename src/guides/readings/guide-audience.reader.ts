import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import { PeriodsReader } from '../../periods/periods.reader';
import type { Tx } from '../../platform/database/sql';
import type { Page } from '../../platform/http/page';
import { GuidesReader } from '../guides.reader';
import type { GuidePeriodQuery, ReadingsQuery } from './guide-readings.dto';
import {
  type AskedPersonRow,
  type GuideInPeriod,
  GuideReadingsReader,
  type OrganisationCountRow,
} from './guide-readings.reader';

/** Who has read one document, and who has not. */
@Injectable()
export class GuideAudienceReader {
  constructor(
    private readonly guides: GuidesReader,
    private readonly periods: PeriodsReader,
    private readonly readings: GuideReadingsReader,
  ) {}

  async people(
    tx: Tx,
    { organisationId }: Actor,
    now: Date,
    guideId: string,
    query: ReadingsQuery,
  ): Promise<Page<AskedPersonRow>> {
    const of = await this.named(tx, guideId, query);
    if (organisationId === null) return { items: [], nextCursor: null };
    return this.readings.people(tx, now, { ...of, organisationId }, query);
  }

  async counts(
    tx: Tx,
    now: Date,
    guideId: string,
    query: GuidePeriodQuery,
  ): Promise<Page<OrganisationCountRow>> {
    return this.readings.counts(tx, now, await this.named(tx, guideId, query), query);
  }

  private async named(tx: Tx, guideId: string, { periodId }: GuidePeriodQuery): Promise<GuideInPeriod> {
    const { kind } = await this.guides.byId(tx, guideId);
    if (kind !== 'pledge' && periodId !== undefined)
      throw invalid('/periodId', 'no_pledge', '実施期を指定するのは誓約だけです。');
    if (kind !== 'pledge') return { guideId, periodId: null };
    if (periodId === undefined)
      throw invalid('/periodId', 'required', '誓約は期ごとに行います。実施期を指定してください。');
    await this.periods.byId(tx, periodId);
    return { guideId, periodId };
  }
}
