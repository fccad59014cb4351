import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Random } from '../../seeds/demo/random';
import { formatTokyo } from '../../src/shared/tokyo-time';
import type { ClientLog, SentSheet } from './client-log';

export interface WriterPlan {
  readonly url: string;
  readonly token: string;
  readonly periodId: string;
  readonly random: Random;
  readonly log: ClientLog;
  /** A moment no other sheet of the run has. */
  readonly moment: () => Date;
  /** Sends again until it knows; others close their tab and never ask. */
  readonly patient: boolean;
}

const WRONG = 0.1;
const DOUBLE_CLICK = 0.05;
/** Longer than this and a counsellor has given up; so does the test. */
const HANGS_MS = 15_000;

/** Files one sheet after the other until told to stop, and then finishes the one under way. */
export async function writeSheets(plan: WriterPlan, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const sheet = { id: uuidv7(), startedAt: plan.moment(), summary: words(plan.random) };
    const wrong = plan.random.chance(WRONG);
    plan.log.intend(sheet, plan.token);
    do {
      const clicks = plan.random.chance(DOUBLE_CLICK) ? 2 : 1;
      await Promise.all(Array.from({ length: clicks }, () => file(plan, sheet, wrong)));
      if (plan.log.outcomeOf(sheet.id) !== 'unknown') break;
      await pause(plan.random.whole(50, 300));
    } while (plan.patient);
  }
}

async function file(plan: WriterPlan, sheet: SentSheet, wrong: boolean): Promise<void> {
  const { log } = plan;
  const began = performance.now();
  log.attempt(sheet.id);
  try {
    const answer = await fetch(`${plan.url}/api/v1/consultations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${plan.token}` },
      body: JSON.stringify({
        id: sheet.id,
        periodId: plan.periodId,
        channel: 'phone',
        startedAt: formatTokyo(sheet.startedAt),
        answers: { contact_result: 'talk', summary: sheet.summary, ...(wrong ? { gender: 'x' } : {}) },
      }),
      signal: AbortSignal.timeout(HANGS_MS),
    });
    note(log, sheet, wrong, answer, await answer.text());
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') log.violations.push(`no answer within ${HANGS_MS} ms`);
  } finally {
    log.latencies.push(performance.now() - began);
  }
}

function note(log: ClientLog, sheet: SentSheet, wrong: boolean, answer: Response, text: string): void {
  const { status } = answer;
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (!wrong && (status === 201 || status === 200)) {
    if ((JSON.parse(text) as { id: string }).id !== sheet.id) log.violations.push('another id was answered');
    log.acknowledge(sheet.id, status === 201);
  } else if (wrong && status === 422 && isProblem) {
    log.refuse(sheet.id);
  } else if (status !== 503 || !isProblem || !answer.headers.has('retry-after')) {
    log.violations.push(`${status} ${text.slice(0, 300)}`);
  }
}

function words(random: Random): string {
  const length = random.whole(20, 400);
  return Array.from({ length }, () => String.fromCodePoint(random.whole(0x3041, 0x3093))).join('');
}
