import { generateArrivals } from './call-arrivals';
import { type Leg, playCalls } from './call-centre';
import { contactRows } from './contact-rows';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { DESKS } from './demo-organisations';
import { DEMO_PERIOD } from './demo-period';
import { accountId, DEMO_PERIOD_ID } from './demo-ids';
import { generatePeople, organisationId, type People } from './people';
import { type DemoReferral, generateReferrals } from './referrals';
import { generateRoster, type Roster } from './roster';
import type { ContactRow } from './rows';
import { generateSheets, type Sheet } from './sheets';
import { type SheetRecord, sheetRecords } from './sheet-records';

/** Everything of the fictional run. The same seed gives the same rows, ids included. */
export interface DemoData {
  readonly people: People;
  readonly roster: Roster;
  readonly legs: readonly Leg[];
  readonly contacts: readonly ContactRow[];
  readonly sheets: readonly Sheet[];
  readonly records: readonly SheetRecord[];
  readonly referrals: readonly DemoReferral[];
}

export function generateDemo(seed: number): DemoData {
  const people = generatePeople(seed);
  const roster = generateRoster(seed, people, {
    periodId: DEMO_PERIOD_ID,
    span: DEMO_PERIOD,
    desks: DESKS,
    filled: 1,
    restHours: 8,
  });
  const legs = playCalls(seed, DEMO_PERIOD, generateArrivals(seed, DEMO_PERIOD), roster.duties);
  const sheets = generateSheets(seed, legs, roster.duties);
  return {
    people,
    roster,
    legs,
    contacts: contactRows(legs),
    sheets,
    records: sheetRecords(seed, sheets, accountsByPerson(people)),
    referrals: generateReferrals(seed, sheets),
  };
}

/** Which person of the staff a demo account belongs to. */
export function personOfAccount(people: People, account: (typeof DEMO_ACCOUNTS)[number]): string | null {
  if (account.person === null) return null;
  const members = people.affiliations.filter(
    (affiliation) => affiliation.organisation_id === organisationId(account.organisation),
  );
  return members[account.person]?.person_id ?? null;
}

/** The logins of those few who have one. */
export function accountsByPerson(people: People): Map<string, string> {
  return new Map(
    DEMO_ACCOUNTS.flatMap((account) => {
      const personId = personOfAccount(people, account);
      return personId === null ? [] : [[personId, accountId(account.role)] as const];
    }),
  );
}
