import { tokyoDay } from '../../src/shared/tokyo-time';
import type { Caller } from './callers';
import type { Disposition } from './conversations';
import type { Random } from './random';
import type { Course } from './sheet-content';
import {
  ADVICE_NOTES,
  AFTERWARDS,
  CHAT_OPENINGS,
  DECLINED_NOTES,
  HANDOVER_NOTES,
  LISTENING_NOTES,
  OFFERED_NOTES,
  ONLY_AFTER_NEW_YEAR,
  OPENINGS,
  RELATION_OPENINGS,
  RISK_NOTES,
  SLOTS,
} from './words/phrases';
import {
  AGE_BOUND,
  BY_VOICE,
  FIRST_PERSON,
  type MainField,
  MINORS_SITUATIONS,
  NO_CHAT,
  NO_CONVERSATION,
  SITUATIONS,
} from './words/situations';

type Channel = 'phone' | 'chat';

/** Who told what, when and how. */
interface Scene {
  readonly caller: Caller;
  readonly course: Course;
  readonly at: Date;
  readonly channel: Channel;
}

const NEW_YEAR = '2026-01-02';

/** 相談内容（要旨）: who called, what happened, what else weighs on them, how it ended. */
export function writeSummary(random: Random, scene: Scene): string {
  const [first, second] = scene.course.fields;
  const parts = [
    opening(random, scene),
    first ? situation(random, scene, first) : '',
    second ? `また、${situation(random, scene, second)}` : '',
    random.pick(AFTERWARDS.filter((text) => suits(text, scene))),
  ];
  return parts.join('');
}

/** 対応の詳細: how the counsellor answered. */
export function writeResponseNote(random: Random, course: Course): string {
  const notes = [
    random.pick(LISTENING_NOTES),
    ...(course.advised ? [random.pick(ADVICE_NOTES)] : []),
    ...someOf(random, RISK_NOTES[course.risk]),
    ...tsunagiNotes(random, course),
  ];
  return notes.join('');
}

export function writeNoConversation(random: Random, disposition: Disposition, channel: Channel): string {
  const inChat = channel === 'chat' ? NO_CHAT[disposition] : undefined;
  return random.pick(inChat ?? NO_CONVERSATION[disposition] ?? []);
}

function tsunagiNotes(random: Random, { tsunagi, handover }: Course): string[] {
  if (tsunagi === 'declined') return [random.pick(DECLINED_NOTES)];
  if (tsunagi === 'offered') return [random.pick(OFFERED_NOTES)];
  return handover === null ? [] : someOf(random, HANDOVER_NOTES[handover]);
}

function someOf(random: Random, texts: readonly string[] | undefined): string[] {
  return texts ? [random.pick(texts)] : [];
}

function opening(random: Random, { caller, channel }: Scene): string {
  if (channel === 'chat') return random.pick(CHAT_OPENINGS);
  return random.pick(RELATION_OPENINGS[caller.relation] ?? OPENINGS);
}

function situation(random: Random, scene: Scene, field: MainField): string {
  const minors = scene.caller.subject.age <= 18 ? MINORS_SITUATIONS[field] : undefined;
  const texts: readonly string[] = minors ?? SITUATIONS[field];
  const fitting = texts.filter((text) => suits(text, scene));
  const text = random.pick(fitting.length > 0 ? fitting : texts);
  return text.replace(/\{(\w+)\}/g, (_, slot: string) => fill(random, slot, scene.at));
}

function suits(text: string, { caller, channel }: Scene): boolean {
  const { age } = caller.subject;
  if (caller.relation !== 'self' && FIRST_PERSON.test(text)) return false;
  if (channel === 'chat' && BY_VOICE.test(text)) return false;
  return AGE_BOUND.every(({ words, from, until }) => !words.test(text) || (from <= age && age <= until));
}

function fill(random: Random, slot: string, at: Date): string {
  const words = SLOTS[slot];
  if (!words) throw new RangeError(`no words for {${slot}}`);
  const fitting = tokyoDay(at) < NEW_YEAR ? words.filter((word) => word !== ONLY_AFTER_NEW_YEAR) : words;
  return random.pick(fitting);
}
