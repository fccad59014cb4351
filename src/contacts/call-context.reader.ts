import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../shared/domain-error';
import { rows, type Tx } from '../platform/database/sql';
import { PeriodsReader } from '../periods/periods.reader';
import type { JobInput } from '../platform/jobs/job';
import { CarriersReader } from './carriers/carriers.reader';
import { CALL_ENDINGS, CALL_RESULTS } from './domain/call';
import { type CallCodes, nameKey, type Names, namesOf } from './domain/call-codes';
import type { CallContext } from './domain/read-call-row';

interface CodeRow {
  readonly code: string;
  readonly label: string;
}

const CLOSED =
  '終了した期には取り込めません。発信者の匿名照合キーは期の終了時に破棄されるため、遅れて届いた呼データは同じ発信者と照合できません。';

/** Everything a carrier's file is read against. */
@Injectable()
export class CallContextReader {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly carriers: CarriersReader,
  ) {}

  /** What a job needs to know. The carrier's version of now goes with it: a change in between is for the next file. */
  async jobInput(tx: Tx, periodId: string, carrierId?: string): Promise<JobInput> {
    await this.openPeriod(tx, periodId);
    if (carrierId === undefined) return { periodId };
    const { version } = await this.carriers.byId(tx, carrierId);
    return { periodId, carrierId, carrierVersion: String(version) };
  }

  /** The period, if it still takes calls; it cannot be closed before this transaction ends. */
  private async openPeriod(tx: Tx, periodId: string) {
    const period = await this.periods.held(tx, periodId, 'shared');
    if (!period) throw notFound('実施期');
    if (period.status === 'closed') {
      throw new DomainError('conflict', 'period_closed', CLOSED);
    }
    return period;
  }

  async load(tx: Tx, periodId: string): Promise<CallContext> {
    const period = await this.openPeriod(tx, periodId);
    const menu = await this.periods.menu(tx, periodId);
    return {
      period: { from: period.startsAt, until: period.endsAt },
      windows: await this.periods.openingHours(tx, periodId),
      codes: {
        ...(await this.words(tx)),
        fieldsByDigit: new Map(
          menu.flatMap(({ digit, fieldCode }) => (digit === null ? [] : [[digit, fieldCode] as const])),
        ),
      },
    };
  }

  /** The words of every period: all but its menu. */
  async words(tx: Tx): Promise<CallCodes> {
    const organisations = await rows<{ id: string; code: string }>(
      tx,
      `SELECT o.id, o.code FROM organisation AS o`,
    );
    return {
      channels: namesOf(await this.codes(tx, 'channel')),
      results: only(CALL_RESULTS, await this.codes(tx, 'contact_result')),
      origins: namesOf(await this.codes(tx, 'origin')),
      endings: only(CALL_ENDINGS, await this.codes(tx, 'ended_by')),
      organisations: new Map(organisations.map(({ id, code }) => [nameKey(code), id])),
      fieldsByDigit: new Map(),
    };
  }

  private codes(tx: Tx, list: string): Promise<CodeRow[]> {
    return rows<CodeRow>(
      tx,
      `SELECT r.code, r.label_ja AS label FROM reference_code AS r WHERE r.list = $1 ORDER BY r.sort_order`,
      [list],
    );
  }
}

/** Those codes of a list that the program knows. */
function only<Code extends string>(known: readonly Code[], found: readonly CodeRow[]): Names<Code> {
  return namesOf(
    found.flatMap(({ code, label }) => {
      const mine = known.find((one) => one === code);
      return mine === undefined ? [] : [{ code: mine, label }];
    }),
  );
}
