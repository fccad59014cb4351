import type { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Random } from '../../../seeds/demo/random';
import { formatTokyo } from '../../../src/shared/tokyo-time';
import { marksOf } from '../history';
import type { ClientLog } from './client-log';
import type { Journal, Note } from './journal';
import { mergeInto, newPiece, withoutLastPiece } from './pieces';
import type { SheetRequests } from './sheet-requests';
import type { Answer, Wire } from './wire';

/** What the tabs of one browser share. */
export interface Desk {
  readonly name: string;
  readonly wire: Wire;
  readonly log: ClientLog;
  readonly requests: SheetRequests;
  readonly random: Random;
  /** `flush` when the person looks away: every tab saves at that moment. */
  readonly events: EventEmitter;
  readonly startsAt: number;
  open: string | null;
  ending: boolean;
}

const JOURNAL_EVERY_MS = 1_000;
const SAVE_AFTER_MS = 1_000;
const FIRST_SUBMISSION_WRONG = 0.1;
const NERVOUS = 0.08;
const TAKES_NOTES_OFFLINE = 0.15;
const LEFT_FOR_TOMORROW = 0.12;
const AMENDED = 0.3;
const REFERRED = 0.4;
const ASKS_AGAIN = 0.2;
const ERASES = 0.06;
const LOOKS_AWAY = 0.8;
/** Fewer and the draft does not say yet when the call was. */
const ENOUGH_PIECES = 4;

/** One tab of a counsellor's browser, which follows docs/draft-protocol.md. */
export class Tab {
  private note: Note | null = null;
  private saving: Promise<void> | null = null;
  private journaledAt = 0;
  private unsavedSince = 0;

  constructor(
    private readonly desk: Desk,
    private readonly number: number,
    private readonly journal: Journal,
  ) {
    desk.events.on('flush', () => this.startSaving());
  }

  async run(): Promise<void> {
    this.note = this.journal.read();
    if (this.note?.stage === 'draft' && this.number === 0) this.desk.open = this.note.sheet;
    for (;;) {
      if (this.note) await this.work();
      else if (this.desk.ending) return;
      else if (this.number === 0) this.begin();
      else await this.join();
    }
  }

  private begin(): void {
    const { random, log, wire, startsAt } = this.desk;
    const sheet = uuidv7();
    const whole = random.chance(TAKES_NOTES_OFFLINE);
    if (!whole && random.chance(TAKES_NOTES_OFFLINE)) wire.goOffline(random.whole(1_000, 10_000));
    log.note({ kind: 'begun', sheet, tab: this.number });
    this.note = {
      sheet,
      startedAt: formatTokyo(new Date(startsAt + 1_000 * random.whole(0, 800_000))),
      stage: whole ? 'whole' : 'draft',
      text: '',
      stored: null,
      version: null,
      unanswered: null,
      typed: [],
      erased: [],
      left: random.whole(4, whole ? 12 : 30),
      key: null,
      wrong: random.chance(FIRST_SUBMISSION_WRONG),
    };
    if (!whole) this.desk.open = sheet;
  }

  /** Opens what another tab is writing. */
  private async join(): Promise<void> {
    const { random, open, requests } = this.desk;
    await pause(random.whole(200, 2_000));
    if (open === null) return;
    const answer = await requests.read(`/consultations/${open}/draft`);
    if (answer?.status !== 200 || draftIn(answer).submitted) return;
    const { text, startedAt } = draftIn(answer);
    if (startedAt === null) return;
    this.note = {
      sheet: open,
      startedAt,
      stage: 'draft',
      text,
      stored: text,
      version: answer.version,
      unanswered: null,
      typed: [],
      erased: [],
      left: random.whole(3, 12),
      key: null,
      wrong: false,
    };
  }

  private async work(): Promise<void> {
    await this.type();
    await this.saving;
    const { note } = this;
    if (!note) return;
    if (note.stage === 'draft') await this.finishDraft();
    else if (note.stage === 'submitting') await this.submit(note);
    else if (note.stage === 'whole') await this.fileWhole(note);
    else if (note.stage === 'referring') await this.refer(note);
    else await this.amend(note);
  }

  private async type(): Promise<void> {
    while (this.note && this.note.left > 0 && !this.desk.ending) {
      await pause(this.desk.random.whole(40, 280));
      const { note } = this;
      if (!note || note.left === 0) return;
      if (this.desk.random.chance(ERASES)) this.erase(note);
      else this.addPiece(note);
      if (Date.now() - this.journaledAt >= JOURNAL_EVERY_MS) this.remember({});
      if (note.stage !== 'draft' || this.saving) continue;
      this.unsavedSince ||= Date.now();
      if (Date.now() - this.unsavedSince < SAVE_AFTER_MS) continue;
      if (this.desk.random.chance(LOOKS_AWAY)) this.desk.events.emit('flush');
      else this.startSaving();
    }
    // What was typed last must not wait for the answer to a request that is under way.
    this.remember({});
  }

  private addPiece(note: Note): void {
    const { log, random, name } = this.desk;
    const mark = `〔${name}·${this.number}·${Date.now().toString(36)}${random.whole(0, 46_655).toString(36)}〕`;
    log.note({ kind: 'typed', sheet: note.sheet, mark });
    this.change({
      text: note.text + newPiece(mark, random),
      typed: [...note.typed, mark],
      left: note.left - 1,
    });
  }

  private erase(note: Note): void {
    const shorter = withoutLastPiece(note);
    if (!shorter) return;
    this.desk.log.note({ kind: 'erased', sheet: note.sheet, mark: shorter.mark });
    this.change({ text: shorter.text, erased: [...note.erased, shorter.mark] });
  }

  private startSaving(): void {
    const { note } = this;
    if (this.saving || note?.stage !== 'draft' || note.text === note.stored) return;
    this.saving = this.save(note).finally(() => (this.saving = null));
  }

  /** What was sent and not answered goes first, as it was. */
  private async save(note: Note): Promise<void> {
    const sent = note.unanswered ?? { text: note.text, basis: note.version };
    this.unsavedSince = 0;
    this.remember({ unanswered: sent });
    const answer = await this.desk.requests.putDraft(note, sent, this.times());
    if (isUnknown(answer)) return this.wait();
    if (answer.status === 200 || answer.status === 201) {
      this.remember({ stored: sent.text, version: answer.version, unanswered: null });
    } else if (answer.status === 412 || answer.status === 428) await this.catchUp();
    else if (answer.status === 409) await this.turnToAmendment();
    else this.giveUp('draft', answer);
  }

  private async finishDraft(): Promise<void> {
    while (this.note?.stage === 'draft' && this.note.text !== this.note.stored) {
      this.startSaving();
      await this.saving;
    }
    if (this.note?.stage !== 'draft') return;
    const { version, text } = this.note;
    const tooShort = version === null || marksOf(text).length < ENOUGH_PIECES;
    const stays = this.number > 0 || this.desk.random.chance(LEFT_FOR_TOMORROW);
    if (tooShort && this.number === 0 && !this.desk.ending) return this.change({ left: ENOUGH_PIECES });
    if (this.number === 0) this.desk.open = null;
    if (stays || tooShort) this.close();
    else this.remember({ stage: 'submitting' });
  }

  private async submit(note: Note): Promise<void> {
    process.send?.('submitting');
    const answer = await this.desk.requests.submit(note, this.times());
    if (isUnknown(answer)) return this.wait();
    if (answer.status === 200 || answer.status === 201) this.goOnAfter(note, answer);
    else if (answer.status === 412) await this.catchUp();
    else if (answer.status === 422 && note.wrong) this.mend();
    else this.giveUp('submission', answer);
  }

  private async fileWhole(note: Note): Promise<void> {
    if (note.text === '') return this.close();
    this.remember({});
    const answer = await this.desk.requests.fileWhole(note, this.times());
    if (isUnknown(answer)) return this.wait();
    if (answer.status === 200 || answer.status === 201) this.goOnAfter(note, answer);
    else if (answer.status === 422 && note.wrong) this.remember({ wrong: false });
    else this.giveUp('sheet', answer);
  }

  private async amend(note: Note): Promise<void> {
    if (note.text === note.stored) return this.close();
    const sent = note.unanswered ?? { text: note.text, basis: note.version };
    this.remember({ unanswered: sent });
    const answer = await this.desk.requests.amend(note, sent, this.times());
    if (isUnknown(answer)) return this.wait();
    if (answer.status === 201) this.close();
    else if (answer.status === 412) await this.turnToAmendment();
    else this.giveUp('amendment', answer);
  }

  /** Somebody was faster, or our own answer was lost: either way the server's text is the ground to build on. */
  private async catchUp(): Promise<void> {
    const answer = await this.readUntilKnown('/draft');
    if (!answer || !this.note) return;
    const { text, submitted } = draftIn(answer);
    if (submitted) return this.turnToAmendment();
    const merged = mergeInto(text, this.note);
    this.remember({ stage: 'draft', text: merged, stored: text, version: answer.version, unanswered: null });
  }

  /** It has been submitted meanwhile: what only this tab has becomes a correction. */
  private async turnToAmendment(): Promise<void> {
    const answer = await this.readUntilKnown('');
    if (!answer || !this.note) return;
    const text = summaryIn(answer.body);
    const merged = mergeInto(text, this.note);
    if (merged === text) return this.close();
    this.remember({
      stage: 'amending',
      text: merged,
      stored: text,
      version: answer.version,
      unanswered: null,
      left: 0,
    });
  }

  private goOnAfter(note: Note, answer: Answer): void {
    const { ending, random } = this.desk;
    if (!ending && random.chance(REFERRED)) return this.remember({ stage: 'referring', key: randomUUID() });
    if (ending || !random.chance(AMENDED)) return this.close();
    const stored = summaryIn(answer.body);
    const left = random.whole(1, 6);
    const text = mergeInto(stored, note);
    this.remember({ stage: 'amending', text, stored, version: answer.version, left });
  }

  /** Some ask once more although they were answered. */
  private async refer(note: Note): Promise<void> {
    process.send?.('submitting');
    const answer = await this.desk.requests.refer(note, this.times());
    if (isUnknown(answer)) return this.wait();
    if (answer.status !== 201) this.giveUp('referral', answer);
    else if (!this.desk.random.chance(ASKS_AGAIN)) this.close();
  }

  private mend(): void {
    this.remember({ stage: 'draft', wrong: false, stored: null });
  }

  private async readUntilKnown(part: '/draft' | ''): Promise<Answer | null> {
    const sheet = this.note?.sheet ?? '';
    for (;;) {
      const answer = await this.desk.requests.read(`/consultations/${sheet}${part}`);
      if (answer?.status === 200) return answer;
      if (!isUnknown(answer)) {
        this.giveUp(`reading${part}`, answer);
        return null;
      }
      await this.wait();
    }
  }

  private async wait(): Promise<void> {
    await pause(this.desk.random.whole(100, this.desk.wire.patience));
  }

  private times(): number {
    return this.desk.random.chance(NERVOUS) ? 2 : 1;
  }

  private giveUp(what: string, { status, body }: Answer): void {
    const code = (body as { code?: string } | null)?.code ?? '';
    this.desk.log.note({ kind: 'surprise', words: `${what} ${status} ${code} ${this.note?.sheet ?? ''}` });
    this.close();
  }

  private close(): void {
    this.note = null;
    this.journal.clear();
  }

  private change(part: Partial<Note>): void {
    if (this.note) this.note = { ...this.note, ...part };
  }

  private remember(part: Partial<Note>): void {
    this.change(part);
    if (!this.note) return;
    this.journal.write(this.note);
    this.journaledAt = Date.now();
  }
}

/** No answer, or one that promises nothing: the same request again is right. */
function isUnknown(answer: Answer | null): answer is null {
  return answer === null || answer.status === 503;
}

function summaryIn(content: unknown): string {
  return (content as { answers: { summary: string } }).answers.summary;
}

function draftIn({ body }: Answer): { text: string; startedAt: string | null; submitted: boolean } {
  const { content, submittedAt } = body as {
    content: { startedAt?: string };
    submittedAt: string | null;
  };
  return {
    text: summaryIn(content),
    startedAt: content.startedAt ?? null,
    submitted: submittedAt !== null,
  };
}
