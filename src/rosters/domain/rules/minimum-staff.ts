import { peopleIn, shortfallFinding, shortfalls } from './on-duty';
import { type RosterRule, wholeOf } from './rule';

/** Whoever is on the line is not alone. Seats with nobody at all are a shortage of the roster, not a breach of this rule. */
export const minimumStaff: RosterRule = {
  code: 'minimum_staff',
  label: '同時に勤務する最少人数',
  strength: 'weighted',
  weight: 5,
  basis: '厚生労働省「自殺対策におけるSNS相談事業ガイドライン」（緊急時に備え可能な限り2人以上）。',
  excusable: true,
  scope: 'roster',
  parameters: [{ name: 'people', label: '最少人数', kind: 'whole', min: 1, max: 100, default: 2 }],
  check: (facts, parameters) => {
    const least = wholeOf(parameters, 'people');
    return shortfalls(facts, (together) => least - peopleIn(together).length).map((shortfall) =>
      shortfallFinding(
        facts,
        shortfall,
        (span, missing) => `${span}の勤務者が${least - missing}人で、最少の${least}人に足りません。`,
      ),
    );
  },
};
