import { instantOfRow, type Span, wallClock } from './clock';
import { csvText, type CsvValue } from './csv-text';
import { evenSpread, type Quota } from './even-spread';

const QUEUE_SECONDS = 20;
const RING_SECONDS = 10;

export interface CallPlan {
  readonly span: Span;
  readonly organisationCode: string;
  readonly answered: number;
  /** Attempts that never got a free line. */
  readonly busy: number;
  readonly origins?: readonly Quota<string>[];
  readonly digits?: readonly Quota<string>[];
  /** How many different numbers the calls come from. */
  readonly callers?: number;
  /** Length of each answered call in turn; null where it is not known. */
  readonly talkSeconds?: Iterable<number | null>;
}

const COLUMNS = [
  '呼番号',
  '発信日時',
  '選択番号',
  '待ち開始日時',
  '応答日時',
  '終了日時',
  '対応団体',
  '結果',
  '発信端末',
  '発信者番号',
];

/** The carrier's file for one plan: attempts in time order, answered and busy ones mixed evenly. */
export function callFile(plan: CallPlan): Generator<string> {
  return csvText(COLUMNS, callRows(plan));
}

function* callRows(plan: CallPlan): Generator<readonly CsvValue[]> {
  const total = plan.answered + plan.busy;
  const origins = evenSpread(plan.origins ?? []);
  const digits = evenSpread(plan.digits ?? []);
  const lengths = (plan.talkSeconds ?? [])[Symbol.iterator]();
  let at = 0;
  for (const answered of results(plan)) {
    const dialled = instantOfRow(plan.span, at, total);
    const talk = answered ? lengthOf(lengths.next()) : null;
    yield [
      callNo(at),
      wallClock(dialled),
      next(digits),
      ...progress(answered, dialled, talk),
      answered ? plan.organisationCode : null,
      answered ? '応答' : '話中',
      next(origins),
      plan.callers === undefined ? null : callerNumber(at % plan.callers),
    ];
    at += 1;
  }
}

/** Whether each attempt in turn was answered. */
function results({ answered, busy }: CallPlan): Generator<boolean> {
  return evenSpread([
    { code: true, count: answered },
    { code: false, count: busy },
  ]);
}

function callNo(at: number): string {
  return `C${String(at + 1).padStart(8, '0')}`;
}

function callerNumber(person: number): string {
  return `090${String(person).padStart(8, '0')}`;
}

function progress(answered: boolean, dialled: number, talk: number | null): readonly CsvValue[] {
  if (!answered) return [null, null, null];
  const answeredAt = dialled + (QUEUE_SECONDS + RING_SECONDS) * 1000;
  return [
    wallClock(dialled + QUEUE_SECONDS * 1000),
    wallClock(answeredAt),
    talk === null ? null : wallClock(answeredAt + talk * 1000),
  ];
}

function lengthOf(step: IteratorResult<number | null>): number | null {
  return step.done === true ? null : step.value;
}

function next(codes: Generator<string>): string | null {
  const step = codes.next();
  return step.done === true ? null : step.value;
}

/** The call numbers of the answered calls of a plan, in turn, so that sheets can name their call. */
export function* answeredCallNos(plan: CallPlan): Generator<string> {
  let at = 0;
  for (const answered of results(plan)) {
    if (answered) yield callNo(at);
    at += 1;
  }
}
