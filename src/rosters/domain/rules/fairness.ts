import type { PersonFacts, ShiftFacts } from '../roster-facts';
import { isNight } from '../../../staffing/domain/nights';
import { isNewYear } from '../work-time';
import { type Finding, type RosterRule, wholeOf } from './rule';

interface Burden {
  readonly code: string;
  readonly label: string;
  readonly counts: (duty: ShiftFacts) => boolean;
  /** Whoever asked for none is not compared. */
  readonly spared?: (person: PersonFacts) => boolean;
}

/** Duties that weigh more than others, and which of them everybody should carry alike. */
const BURDENS: readonly Burden[] = [
  {
    code: 'fair_nights',
    label: '夜勤',
    counts: isNight,
    spared: ({ wishes }) => wishes?.maxNights === 0,
  },
  { code: 'fair_new_year', label: '年末年始の勤務', counts: isNewYear },
  {
    code: 'fair_suicide_desk',
    label: '自殺関連の窓口の勤務',
    counts: ({ fieldCode }) => fieldCode === 'suicide',
  },
];

export const fairness: readonly RosterRule[] = BURDENS.map((burden) => ({
  code: burden.code,
  label: `${burden.label}の公平`,
  strength: 'weighted',
  weight: 2,
  basis: '負担の大きい勤務を一部の人に寄せない。',
  excusable: true,
  scope: 'roster',
  parameters: [
    { name: 'tolerance', label: '平均を超えてよい回数', kind: 'whole', min: 0, max: 100, default: 2 },
  ],
  check: ({ people }, parameters) => uneven(burden, people, wholeOf(parameters, 'tolerance')),
}));

function uneven(burden: Burden, people: readonly PersonFacts[], tolerance: number): Finding[] {
  const compared = people
    .filter((person) => person.duties.length > 0 && !(burden.spared?.(person) ?? false))
    .map((person) => ({ person, heavy: person.duties.filter(burden.counts) }));
  const total = compared.reduce((sum, { heavy }) => sum + heavy.length, 0);
  const mean = compared.length === 0 ? 0 : total / compared.length;
  return compared.flatMap(({ person, heavy }) => {
    const [first, last] = [heavy[0], heavy.at(-1)];
    const over = Math.floor(heavy.length - mean - tolerance);
    if (over < 1 || !first || !last) return [];
    return [
      {
        personId: person.id,
        shiftIds: heavy.map(({ id }) => id),
        span: { from: first.from, until: last.until },
        excess: { amount: over, unit: 'duties' },
        message: `${burden.label}が${heavy.length}回で、団体の平均${mean.toFixed(1)}回より${tolerance}回を超えて多くなります。`,
      },
    ];
  });
}
