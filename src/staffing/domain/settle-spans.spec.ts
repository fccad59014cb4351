import { cutOut, settleSpans } from './settle-spans';
import type { Wish, WishSpan } from './wish';

const span = (from: number, until: number, wish: Wish = 'can'): WishSpan => ({
  from: new Date(from),
  until: new Date(until),
  wish,
});

describe('settleSpans', () => {
  it('orders, and joins only what continues in the same words', () => {
    const entered = [span(20, 30), span(0, 10), span(10, 20), span(30, 40, 'want'), span(50, 60, 'want')];
    expect(settleSpans(entered)).toEqual([span(0, 30), span(30, 40, 'want'), span(50, 60, 'want')]);
  });
});

describe('cutOut', () => {
  it.each<[string, WishSpan, WishSpan[]]>([
    ['the middle', span(3, 6), [span(0, 3), span(6, 10)]],
    ['the start', span(-5, 3), [span(3, 10)]],
    ['the end', span(6, 15), [span(0, 6)]],
    ['all', span(0, 10), []],
    ['nothing that only touches', span(10, 20), [span(0, 10)]],
  ])('%s', (_, hole, left) => {
    expect(cutOut([span(0, 10)], [hole])).toEqual(left);
  });
});
