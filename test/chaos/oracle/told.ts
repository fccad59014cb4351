import type { AnsweredEvent, AskingEvent, ClientEvent, MadeEvent, SendingEvent } from '../history';

/** One request with the answer that came, if one came. */
export interface Told extends Omit<SendingEvent, 'kind'> {
  readonly answer: Pick<AnsweredEvent, 'at' | 'status' | 'version'> | null;
}

/** The same of a request under a key. */
export interface Asked extends Omit<AskingEvent, 'kind'> {
  readonly answer: Pick<MadeEvent, 'status' | 'id'> | null;
}

/** What all clients of a run tell together. */
export interface Testimony {
  readonly told: readonly Told[];
  readonly asked: readonly Asked[];
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
  const asked = new Map<string, Asked>();
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
      else if (event.kind === 'asking') asked.set(event.request, { ...event, answer: null });
      else if (event.kind === 'answered') addAnswer(told, event);
      else if (event.kind === 'made') addAnswer(asked, event);
    }
  }
  return { told: [...told.values()], asked: [...asked.values()], begun, typed, erased, surprises };
}

function addAnswer<One extends Told | Asked>(
  sent: Map<string, One>,
  answered: NonNullable<One['answer']> & { readonly request: string },
): void {
  const one = sent.get(answered.request);
  if (one) sent.set(answered.request, { ...one, answer: answered });
}

export function isAcknowledged({ answer }: Told): boolean {
  return answer !== null && answer.status < 300;
}

export function isRefused({ answer }: Told): boolean {
  return answer !== null && [409, 412, 422, 428].includes(answer.status);
}
