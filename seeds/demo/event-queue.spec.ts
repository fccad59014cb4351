import { EventQueue } from './event-queue';
import { Random } from './random';

describe('EventQueue', () => {
  it('gives events back in order of time, and of arrival within one moment', () => {
    const random = Random.stream(5, 'events');
    const queue = new EventQueue<number>();
    const times = Array.from({ length: 2_000 }, () => random.whole(0, 300));
    for (const [index, at] of times.entries()) queue.add(at, index);
    const taken: { at: number; event: number }[] = [];
    for (let next = queue.next(); next; next = queue.next()) taken.push({ at: next.at, event: next.event });
    const expected = times
      .map((at, event) => ({ at, event }))
      .toSorted((a, b) => a.at - b.at || a.event - b.event);
    expect(taken).toEqual(expected);
    expect(queue.next()).toBeNull();
  });
});
