import { tokyoHour } from '../../shared/tokyo-time';
import type { DemandAssumptions } from './assumptions';
import type { CallHistory, HistoryCell } from './call-history';
import type { DemandSlot, SlotKey } from './demand-slot';

/** Fewer sheets than these say nothing about how long writing takes. */
const ENOUGH_SHEETS = 20;
/** Observations that the coarser mean counts for, at each step to a finer group. */
const STRENGTH = 30;
/** Data in which hardly anybody gives up would say "for ever", and a queue of the endlessly patient has no end. */
const LONGEST_PATIENCE_SECONDS = 86_400;

export type ServiceTimes = Pick<DemandSlot, 'talkSeconds' | 'wrapUpSeconds' | 'patienceSeconds'>;

/**
 * How long conversations, sheets and patience last. Talk: mean by field and quarter of the day, drawn towards the field, that
 * towards the channel, that towards the assumption. Patience: total waiting divided by the number who gave up, the maximum
 * likelihood estimate of exponential patience when answers cut waits short; drawn the same way.
 */
export function serviceTimes(
  history: CallHistory,
  assumptions: DemandAssumptions,
): (slot: SlotKey) => ServiceTimes {
  const talk = new NestedMeans(assumptions.talkSeconds, history.cells, (cell) => ({
    count: cell.answered,
    total: cell.talkSeconds,
  }));
  const patience = new NestedMeans(assumptions.patienceSeconds, history.cells, (cell) => ({
    count: cell.abandoned,
    total: cell.waitSeconds,
  }));
  const wrapUps = new Map(
    history.wrapUps
      .filter(({ sheets }) => sheets >= ENOUGH_SHEETS)
      .map(({ channel, medianSeconds }) => [channel, medianSeconds]),
  );
  return (slot) => ({
    talkSeconds: Math.max(1, talk.of(slot, 'quarter day')),
    wrapUpSeconds: wrapUps.get(slot.channel) ?? assumptions.wrapUpSeconds,
    patienceSeconds: Math.min(LONGEST_PATIENCE_SECONDS, Math.max(1, patience.of(slot, 'field'))),
  });
}

interface Sum {
  readonly count: number;
  readonly total: number;
}

/** Means by channel, field and quarter of the day, each drawn towards the one above it. */
class NestedMeans {
  private readonly sums = new Map<string, Sum>();

  constructor(
    private readonly assumed: number,
    cells: readonly HistoryCell[],
    measure: (cell: HistoryCell) => Sum,
  ) {
    for (const cell of cells) {
      const { count, total } = measure(cell);
      for (const name of levels(cell)) {
        const sum = this.sums.get(name) ?? { count: 0, total: 0 };
        this.sums.set(name, { count: sum.count + count, total: sum.total + total });
      }
    }
  }

  of(slot: SlotKey, finest: 'field' | 'quarter day'): number {
    const names = levels(slot).slice(0, finest === 'field' ? 2 : 3);
    return names.reduce((coarser, name) => {
      const { count, total } = this.sums.get(name) ?? { count: 0, total: 0 };
      return (total + STRENGTH * coarser) / (count + STRENGTH);
    }, this.assumed);
  }
}

/** From coarse to fine. */
function levels({ channel, fieldCode, startsAt }: SlotKey): readonly string[] {
  const field = `${channel}/${fieldCode ?? ''}`;
  return [channel, field, `${field}/${Math.floor(tokyoHour(startsAt) / 6)}`];
}
