import { Injectable } from '@nestjs/common';
import { formatTokyo } from '../../shared/tokyo-time';
import type { Tx } from '../../platform/database/sql';
import { type Page, readCursor, toPage } from '../../platform/http/page';
import type { Match } from '../../directory/domain/match-services';
import { ReferralNeedsReader } from '../referral-needs.reader';
import { NextReceiverService } from '../silence/next-receiver.service';
import type { ReceiverQuery, ReceiverView } from './needs.dto';

@Injectable()
export class ReceiverListService {
  constructor(
    private readonly needs: ReferralNeedsReader,
    private readonly next: NextReceiverService,
  ) {}

  async page(tx: Tx, now: Date, needId: string, query: ReceiverQuery): Promise<Page<ReceiverView>> {
    const [after] = readCursor(query.cursor, [(key) => key.length > 0]) ?? [];
    const need = await this.needs.byId(tx, needId);
    const matches = await this.next.candidates(tx, now, need, query.method ?? 'agency_contacted');
    const left = after === undefined ? matches : matches.filter(({ sortKey }) => sortKey > after);
    return toPage(left.slice(0, query.limit + 1), query.limit, ({ sortKey }) => [sortKey], presentMatch);
  }
}

function presentMatch({ service, isOpen, opensAt, reach, staleness }: Match): ReceiverView {
  const { id, name, bodyName, capacity } = service;
  return {
    serviceId: id,
    name,
    bodyName,
    isOpen,
    opensAt: opensAt === null ? null : formatTokyo(opensAt),
    reach,
    capacity,
    staleness,
  };
}
