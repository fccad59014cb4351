import type { AnsweredEvent, ClientEvent, SendingEvent } from '../history';

/** One request with the answer that came, if one came. */
export interface Told extends Omit<SendingEvent, 'kind'> {
  readonly answer: Pick<AnsweredEvent, 'at' | 'status' | 'version'> | null;
}

/** What all clients of a run tell together. */
export interface Testimony {
  readonly told: readonly Told[];
  readonly begun: ReadonlySet<string>;
  /** mark → where and when it was typed. */
  readonly typed: ReadonlyMap<
    string,
    { readonly sheet: string; readonly at: number; readonly browser: string }
  >;
  readonly erased: ReadonlySet<string>;
  readonly surprises: readonly string[];
}

export function gather(logs: ReadonlyMap<string, readonly ClientEvent[]>): Testimony {
  const told = new Map<string, Told>();
  const begun = new Set<string>();
  const typed = new Map<string, { sheet: string; at: number; browser: string }>();
  const erased = new Set<string>();
  const surprises: string[] = [];
  for (const [browser, events] of logs) {
    for (const event of events) {
      if (event.kind === 'begun') begun.add(event.sheet);
      else if (event.kind === 'typed') typed.set(event.mark, { sheet: event.sheet, at: event.at, browser });
      else if (event.kind === 'erased') erased.add(event.mark);
      else if (event.kind === 'surprise') surprises.push(`${browser}: ${event.words}`);
      else if (event.kind === 'sending') told.set(event.request, { ...event, answer: null });
      else if (event.kind === 'answered') {
        const sent = told.get(event.request);
        if (sent) told.set(event.request, { ...sent, answer: event });
      }
    }
  }
  return { told: [...told.values()], begun, typed, erased, surprises };
}

export function isAcknowledged({ answer }: Told): boolean {
  return answer !== null && answer.status < 300;
}

export function isRefused({ answer }: Told): boolean {
  return answer !== null && [409, 412, 422, 428].includes(answer.status);
}
