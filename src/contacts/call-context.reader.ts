import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../shared/domain-error';
import { rows, type Tx } from '../platform/database/sql';
import { PeriodsReader } from '../periods/periods.reader';
import { CALL_RESULTS, type CallResult } from './domain/call';
import { nameKey, namesOf } from './domain/call-codes';
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
  constructor(private readonly periods: PeriodsReader) {}

  /** The period, if it still takes calls; it cannot be closed before this transaction ends. */
  async openPeriod(tx: Tx, periodId: string) {
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
    const organisations = await rows<{ id: string; code: string }>(
      tx,
      `SELECT o.id, o.code FROM organisation AS o`,
    );
    return {
      period: { from: period.startsAt, until: period.endsAt },
      windows: await this.periods.openingHours(tx, periodId),
      codes: {
        channels: namesOf(await this.codes(tx, 'channel')),
        results: namesOf((await this.codes(tx, 'contact_result')).filter(isResult)),
        origins: namesOf(await this.codes(tx, 'origin')),
        organisations: new Map(organisations.map(({ id, code }) => [nameKey(code), id])),
        fieldsByDigit: new Map(
          menu.flatMap(({ digit, fieldCode }) => (digit === null ? [] : [[digit, fieldCode] as const])),
        ),
      },
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

function isResult(row: CodeRow): row is CodeRow & { readonly code: CallResult } {
  const results: readonly string[] = CALL_RESULTS;
  return results.includes(row.code);
}
