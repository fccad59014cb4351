import type { Terms } from './linear-model';

/** `a·x ≤ bound`, as sharp as whole shifts allow. */
export interface Edge {
  readonly terms: Terms;
  readonly bound: number;
}

/** The largest multiple of what all values have in common that does not pass the bound. */
export function reachable(terms: Terms, bound: number): number {
  if (!terms.every(([, value]) => Number.isInteger(value))) return bound;
  const divisor = terms.reduce((common, [, value]) => gcd(common, value), 0);
  return divisor > 0 ? Math.floor(bound / divisor + 1e-9) * divisor : bound;
}

/**
 * Sixteen hours are two shifts, be they of six or of eight hours, but in fractions two and two thirds of the short ones.
 * Where shifts count in two sizes, the edges around all whole combinations say so; the limit itself is not among them.
 */
export function wholeEdges(terms: Terms, bound: number): Edge[] {
  const [large = 0, small = 0, ...more] = [...new Set(terms.map(([, value]) => value))].toSorted(
    (a, b) => b - a,
  );
  if (small <= 0 || more.length > 0) return [];
  const corners = outerCorners(terms, { large, small, bound });
  const [most] = corners.at(-1)!;
  const between = corners.slice(1).map(([many, few], at) => {
    const [manyBefore, fewBefore] = corners[at]!;
    return { ofLarge: fewBefore - few, ofSmall: many - manyBefore, many, few };
  });
  return [...between, { ofLarge: 1, ofSmall: 0, many: most, few: 0 }]
    .filter(({ ofLarge, ofSmall }) => ofLarge * small !== ofSmall * large)
    .map(({ ofLarge, ofSmall, many, few }) => ({
      terms: terms
        .map(([column, value]) => [column, value === large ? ofLarge : ofSmall] as const)
        .filter(([, weight]) => weight > 0),
      bound: ofLarge * many + ofSmall * few,
    }))
    .filter((edge) => edge.terms.reduce((sum, [, weight]) => sum + weight, 0) > edge.bound);
}

type Corner = readonly [many: number, few: number];

/** How many small shifts fit beside so many large ones: the corners of the hull of all combinations. */
function outerCorners(
  terms: Terms,
  { large, small, bound }: { large: number; small: number; bound: number },
): Corner[] {
  const count = (size: number): number => terms.filter(([, value]) => value === size).length;
  const corners: Corner[] = [];
  for (let many = 0; many <= count(large) && many * large <= bound; many++) {
    const corner: Corner = [many, Math.min(count(small), Math.floor((bound - many * large) / small))];
    while (corners.length > 1 && !turnsInward(corners.at(-2)!, corners.at(-1)!, corner)) corners.pop();
    corners.push(corner);
  }
  return corners;
}

function turnsInward(a: Corner, b: Corner, c: Corner): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) < 0;
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b);
}
