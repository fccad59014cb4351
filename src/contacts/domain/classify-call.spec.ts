import type { CallResult } from './call';
import { classifyCall } from './classify-call';

const at = (text: string): number => Date.parse(`2024-12-26T${text}+09:00`);
/** The young are answered from 10:00 to 16:00; everybody else always. */
const isOpenAt = (_: string, fieldCode: string | null, when: number): boolean =>
  fieldCode !== 'under18' || (when >= at('10:00:00') && when < at('16:00:00'));

interface Case {
  readonly title: string;
  readonly channel?: string;
  readonly dialled?: string;
  readonly queued?: string;
  readonly answered?: string;
  readonly field?: string;
  readonly given?: CallResult;
  readonly result: CallResult | null;
}

const CASES: readonly Case[] = [
  { title: 'an answered call', queued: '12:00:20', answered: '12:00:30', result: 'answered' },
  {
    title: 'an answered call to a closed field',
    field: 'under18',
    dialled: '03:00:00',
    answered: '03:00:30',
    result: 'answered',
  },
  {
    title: 'a transfer, as the carrier says',
    answered: '12:00:30',
    given: 'transferred',
    result: 'transferred',
  },
  { title: 'given up in the menu', result: 'abandoned_ivr' },
  { title: 'given up after the menu choice', field: 'loneliness', result: 'abandoned_queue' },
  { title: 'given up in the queue without a choice', queued: '12:00:20', result: 'abandoned_queue' },
  { title: 'an unanswered chat, which has no menu', channel: 'chat', result: 'abandoned_queue' },
  { title: 'a mail without an answer, which waits', channel: 'mail', result: 'unreplied' },
  {
    title: 'a mail to a closed field, which is not late either',
    channel: 'mail',
    field: 'under18',
    dialled: '03:00:00',
    result: 'unreplied',
  },
  { title: 'a mail that was answered', channel: 'mail', answered: '13:00:00', result: 'answered' },
  {
    title: 'a mail that came out of hours, which waits all the same',
    channel: 'mail',
    given: 'out_of_hours',
    result: 'unreplied',
  },
  {
    title: 'a mail that came out of hours and was answered',
    channel: 'mail',
    answered: '13:00:00',
    given: 'out_of_hours',
    result: 'answered',
  },
  { title: 'a full mailbox, which there is not', channel: 'mail', given: 'busy', result: null },
  {
    title: 'a chat out of hours, as its file says',
    channel: 'chat',
    given: 'out_of_hours',
    result: 'out_of_hours',
  },
  { title: 'a mail that was given up', channel: 'mail', given: 'abandoned_queue', result: null },
  { title: 'a chat that is not replied to', channel: 'chat', given: 'unreplied', result: null },
  { title: 'a full chat, as the carrier says', channel: 'chat', given: 'busy', result: 'busy' },
  { title: 'busy, as the carrier says', given: 'busy', result: 'busy' },
  {
    title: 'the key of the young, a second early',
    field: 'under18',
    dialled: '09:59:59',
    result: 'out_of_hours',
  },
  {
    title: 'the key of the young, first instant',
    field: 'under18',
    dialled: '10:00:00',
    result: 'abandoned_queue',
  },
  {
    title: 'the key of the young, last second',
    field: 'under18',
    dialled: '15:59:59',
    result: 'abandoned_queue',
  },
  {
    title: 'the key of the young, end is outside',
    field: 'under18',
    dialled: '16:00:00',
    result: 'out_of_hours',
  },
  {
    title: 'the carrier says abandoned, but the field is closed',
    field: 'under18',
    dialled: '03:00:00',
    given: 'abandoned_queue',
    result: 'out_of_hours',
  },
  { title: 'the carrier says out of hours', given: 'out_of_hours', result: 'out_of_hours' },
  {
    title: 'the carrier says abandoned in the menu',
    given: 'abandoned_ivr',
    field: 'loneliness',
    result: 'abandoned_ivr',
  },
  { title: 'contradiction: answered without an answer', given: 'answered', result: null },
  { title: 'contradiction: transferred without an answer', given: 'transferred', result: null },
  {
    title: 'contradiction: abandoned with an answer',
    answered: '12:00:30',
    given: 'abandoned_queue',
    result: null,
  },
  { title: 'contradiction: busy with an answer', answered: '12:00:30', given: 'busy', result: null },
  {
    title: 'contradiction: in the menu but queued',
    queued: '12:00:20',
    given: 'abandoned_ivr',
    result: null,
  },
];

describe('classifyCall', () => {
  it.each(CASES)(
    '$title',
    ({ channel = 'phone', dialled = '12:00:00', queued, answered, field, given, result }) => {
      const progress = {
        channel,
        dialledAt: at(dialled),
        queuedAt: queued === undefined ? null : at(queued),
        answeredAt: answered === undefined ? null : at(answered),
        fieldCode: field ?? null,
      };
      expect(classifyCall(progress, given ?? null, isOpenAt)).toBe(result);
    },
  );
});
