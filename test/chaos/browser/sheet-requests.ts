import { marksOf, type Deed } from '../history';
import type { ClientLog } from './client-log';
import type { Note, Unanswered } from './journal';
import type { Answer, Call, Wire } from './wire';

interface Attempt extends Unanswered {
  readonly deed: Deed;
}

/** The five requests of the protocol (docs/draft-protocol.md) and one under a key, each on record before it leaves. */
export class SheetRequests {
  constructor(
    private readonly wire: Wire,
    private readonly log: ClientLog,
    private readonly periodId: string,
  ) {}

  putDraft(note: Note, sent: Unanswered, times = 1): Promise<Answer | null> {
    return this.write(
      note,
      { deed: 'draft', ...sent },
      {
        method: 'PUT',
        path: `/consultations/${note.sheet}/draft`,
        headers: sent.basis === null ? { 'if-none-match': '*' } : ifMatch(sent.basis),
        body: this.content(note, sent.text),
      },
      times,
    );
  }

  submit(note: Note, times = 1): Promise<Answer | null> {
    return this.write(
      note,
      { deed: 'submission', basis: note.version, text: note.text },
      {
        method: 'POST',
        path: `/consultations/${note.sheet}/submission`,
        headers: ifMatch(note.version ?? 0),
      },
      times,
    );
  }

  fileWhole(note: Note, times = 1): Promise<Answer | null> {
    return this.write(
      note,
      { deed: 'sheet', basis: null, text: note.text },
      {
        method: 'POST',
        path: '/consultations',
        body: { id: note.sheet, ...this.frame(note), ...this.content(note, note.text) },
      },
      times,
    );
  }

  amend(note: Note, sent: Unanswered, times = 1): Promise<Answer | null> {
    return this.write(
      note,
      { deed: 'amendment', ...sent },
      {
        method: 'POST',
        path: `/consultations/${note.sheet}/amendments`,
        headers: ifMatch(sent.basis ?? 0),
        body: { reason: '追記', answers: { contact_result: 'talk', summary: sent.text } },
      },
      times,
    );
  }

  refer({ sheet, key }: Note, times = 1): Promise<Answer | null> {
    return atOnce(times, () => this.askOnce(sheet, key ?? ''));
  }

  read(path: string): Promise<Answer | null> {
    return this.wire.call({ method: 'GET', path });
  }

  private write(note: Note, attempt: Attempt, call: Call, times: number): Promise<Answer | null> {
    return atOnce(times, () => this.once(note, attempt, call));
  }

  private async once(note: Note, attempt: Attempt, call: Call): Promise<Answer | null> {
    if (this.wire.isOffline) return null;
    const request = this.log.sending({ ...attempt, sheet: note.sheet });
    const answer = await this.wire.call(call);
    if (answer) {
      this.log.note({ kind: 'answered', request, status: answer.status, version: answer.version });
    }
    return answer;
  }

  private async askOnce(sheet: string, key: string): Promise<Answer | null> {
    if (this.wire.isOffline) return null;
    const request = this.log.asking({ key, sheet });
    const answer = await this.wire.call({
      method: 'POST',
      path: '/referrals',
      headers: { 'idempotency-key': key },
      body: {
        consultationId: sheet,
        worryCategory: 'W02',
        receiverName: key,
        receiverKind: 'self_reliance_support',
        handoverMethod: 'agency_contacted',
      },
    });
    if (answer) this.log.note({ kind: 'made', request, status: answer.status, id: idIn(answer) });
    return answer;
  }

  /** The first states of a draft lack what a sheet needs. */
  private content(note: Note, text: string): object {
    return {
      ...(marksOf(text).length > 2 ? this.frame(note) : {}),
      answers: { contact_result: 'talk', summary: text, ...(note.wrong ? { gender: 'x' } : {}) },
    };
  }

  private frame({ startedAt }: Note): object {
    return { periodId: this.periodId, channel: 'phone', startedAt };
  }
}

function ifMatch(version: number): Record<string, string> {
  return { 'if-match': `"v${version}"` };
}

/** A nervous client sends the same thing more than once at the same time; the first answer that says so counts. */
async function atOnce(times: number, once: () => Promise<Answer | null>): Promise<Answer | null> {
  const answers = await Promise.all(Array.from({ length: times }, once));
  return answers.find((answer) => answer !== null && answer.status < 300) ?? answers[0] ?? null;
}

function idIn({ body }: Answer): string | null {
  return (body as { id?: string } | null)?.id ?? null;
}
