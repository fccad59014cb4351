import { isOpen } from '../../src/periods/domain/opening-hours';
import type { Interval } from '../../src/shared/interval';
import type { Arrival } from './call-arrivals';
import { drawConversation, drawTransfer, type Disposition, wrapUpSeconds } from './conversations';
import { OPENING_WINDOWS } from './demo-period';
import { EventQueue } from './event-queue';
import type { Duty } from './roster';
import { Random } from './random';

/** One leg of a call as it went. Times are milliseconds of the epoch. */
export interface Leg {
  readonly call: number;
  readonly leg: 1 | 2;
  readonly arrival: Arrival;
  readonly field: Arrival['field'] | null;
  readonly dialledAt: number;
  readonly queuedAt: number | null;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly result: 'answered' | 'abandoned_ivr' | 'abandoned_queue' | 'busy' | 'out_of_hours' | 'transferred';
  readonly duty: Duty | null;
  readonly disposition: Disposition | null;
}

interface Attempt {
  readonly call: number;
  readonly leg: 1 | 2;
  readonly arrival: Arrival;
  readonly field: Arrival['field'];
  readonly dialledAt: number;
  readonly redials: number;
}

interface Waiting {
  readonly attempt: Attempt;
  readonly queuedAt: number;
}

interface Seat {
  readonly duty: Duty;
  freeFrom: number;
}

type CentreEvent =
  | { readonly kind: 'dial' | 'queue'; readonly attempt: Attempt }
  | { readonly kind: 'give-up'; readonly waiting: Waiting }
  | { readonly kind: 'sit-down'; readonly duty: Duty }
  | { readonly kind: 'free' };

const SECOND = 1_000;
const LOSES_PATIENCE_IN_MENU = 0.085;
const LINES_PER_FIELD = 2;
const LAST_CALL_MS = 5 * 60 * SECOND;
const REDIALS_AGAIN = 0.44;
const MOST_REDIALS = 6;
const MEAN_PATIENCE_S = { phone: 150, chat: 420, transferred: 600 } as const;

/**
 * Plays the run through: callers wait in one queue per field, and whoever sits at a fitting desk and has been free
 * longest takes the next one. Answer rates and waiting times follow from the roster; nothing sets them.
 */
export function playCalls(
  seed: number,
  period: Interval,
  arrivals: readonly Arrival[],
  duties: readonly Duty[],
): Leg[] {
  return new CallCentre(seed, period).play(arrivals, duties);
}

class CallCentre {
  private readonly random: Random;
  private readonly events = new EventQueue<CentreEvent>();
  private readonly legs: Leg[] = [];
  private waiting: Waiting[] = [];
  private seats: Seat[] = [];
  private calls = 0;

  constructor(
    seed: number,
    private readonly period: Interval,
  ) {
    this.random = Random.stream(seed, 'call-centre');
  }

  play(arrivals: readonly Arrival[], duties: readonly Duty[]): Leg[] {
    for (const duty of duties) {
      if (duty.desk.role === 'counsellor') this.events.add(duty.from.getTime(), { kind: 'sit-down', duty });
    }
    for (const arrival of arrivals) this.dial(arrival, arrival.at.getTime(), 0);
    for (let next = this.events.next(); next; next = this.events.next()) this.happen(next.at, next.event);
    return this.legs.toSorted((a, b) => a.dialledAt - b.dialledAt || a.call - b.call || a.leg - b.leg);
  }

  private happen(at: number, event: CentreEvent): void {
    if (event.kind === 'dial') this.throughMenu(at, event.attempt);
    else if (event.kind === 'queue') this.joinQueue(at, event.attempt);
    else if (event.kind === 'give-up') this.giveUp(at, event.waiting);
    else if (event.kind === 'sit-down') this.seats.push({ duty: event.duty, freeFrom: at });
    this.connect(at);
  }

  private dial(arrival: Arrival, at: number, redials: number): void {
    this.calls += 1;
    const attempt: Attempt = {
      call: this.calls,
      leg: 1,
      arrival,
      field: arrival.field,
      dialledAt: at,
      redials,
    };
    this.events.add(at, { kind: 'dial', attempt });
  }

  private throughMenu(at: number, attempt: Attempt): void {
    const seconds = attempt.arrival.channel === 'chat' ? 1 : this.random.whole(11, 38);
    if (attempt.arrival.channel === 'phone' && this.random.chance(LOSES_PATIENCE_IN_MENU)) {
      this.end(attempt, at + this.random.whole(2, 33) * SECOND, { field: null, result: 'abandoned_ivr' });
    } else if (!this.isOpen(attempt, at)) {
      this.end(attempt, at + (seconds + 12) * SECOND, { result: 'out_of_hours' });
    } else {
      this.events.add(at + seconds * SECOND, { kind: 'queue', attempt });
    }
  }

  private isOpen({ arrival, field }: Attempt, at: number): boolean {
    const place = { channel: arrival.channel, fieldCode: field };
    return isOpen(OPENING_WINDOWS, this.period, place, new Date(at));
  }

  private joinQueue(at: number, attempt: Attempt): void {
    const before = this.waiting.filter((other) => other.attempt.field === attempt.field).length;
    if (attempt.leg === 1 && before >= LINES_PER_FIELD) {
      this.end(attempt, at + 4 * SECOND, { result: 'busy' });
      this.perhapsRedial(at, attempt);
      return;
    }
    const mean = attempt.leg === 2 ? MEAN_PATIENCE_S.transferred : MEAN_PATIENCE_S[attempt.arrival.channel];
    const waiting = { attempt, queuedAt: at };
    this.waiting.push(waiting);
    const patience = 6 + Math.floor(this.random.exponential(mean));
    this.events.add(at + patience * SECOND, { kind: 'give-up', waiting });
  }

  private giveUp(at: number, waiting: Waiting): void {
    if (!this.waiting.includes(waiting)) return;
    this.waiting = this.waiting.filter((other) => other !== waiting);
    this.end(waiting.attempt, at, { queuedAt: waiting.queuedAt, result: 'abandoned_queue' });
    this.perhapsRedial(at, waiting.attempt);
  }

  private perhapsRedial(at: number, attempt: Attempt): void {
    const again = at + Math.round(this.random.logNormal(75, 1.1)) * SECOND;
    const stillOpen = again < this.period.until.getTime();
    if (
      attempt.leg === 1 &&
      attempt.redials < MOST_REDIALS &&
      stillOpen &&
      this.random.chance(REDIALS_AGAIN)
    ) {
      this.dial(attempt.arrival, again, attempt.redials + 1);
    }
  }

  private connect(at: number): void {
    this.seats = this.seats.filter(({ duty }) => duty.until.getTime() > at);
    for (const waiting of [...this.waiting]) {
      const seat = this.freeSeat(at, waiting.attempt);
      if (!seat) continue;
      this.waiting = this.waiting.filter((other) => other !== waiting);
      this.answer(at, waiting, seat);
    }
  }

  private freeSeat(at: number, attempt: Attempt): Seat | null {
    const free = this.seats.filter(
      ({ duty, freeFrom }) =>
        freeFrom <= at &&
        duty.until.getTime() - LAST_CALL_MS > at &&
        duty.desk.channel === attempt.arrival.channel &&
        duty.desk.serves.includes(attempt.field),
    );
    return free.toSorted((a, b) => a.freeFrom - b.freeFrom)[0] ?? null;
  }

  private answer(at: number, { attempt, queuedAt }: Waiting, seat: Seat): void {
    const talk = drawConversation(this.random, attempt.arrival);
    const answeredAt = at + this.random.whole(2, 8) * SECOND;
    const passedOnAt = answeredAt + this.random.whole(180, 780) * SECOND;
    const mayPassOn = attempt.leg === 1 && passedOnAt < this.period.until.getTime();
    const target = mayPassOn ? drawTransfer(this.random, attempt.arrival, talk) : null;
    const endedAt = target ? passedOnAt : answeredAt + talk.seconds * SECOND;
    this.end(attempt, endedAt, {
      queuedAt,
      answeredAt,
      duty: seat.duty,
      disposition: talk.disposition,
      result: target ? 'transferred' : 'answered',
    });
    seat.freeFrom = endedAt + wrapUpSeconds(this.random, talk.disposition) * SECOND;
    this.events.add(seat.freeFrom, { kind: 'free' });
    if (target) {
      const second: Attempt = { ...attempt, leg: 2, field: target, dialledAt: endedAt };
      this.events.add(endedAt, { kind: 'queue', attempt: second });
    }
  }

  private end(attempt: Attempt, endedAt: number, how: Pick<Leg, 'result'> & Partial<Leg>): void {
    const { call, leg, arrival, field, dialledAt } = attempt;
    const nothing = { queuedAt: null, answeredAt: null, duty: null, disposition: null };
    this.legs.push({ call, leg, arrival, field, dialledAt, ...nothing, ...how, endedAt });
  }
}
