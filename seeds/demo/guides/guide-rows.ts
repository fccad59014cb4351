import { guideDigest } from '../../../src/guides/versions/guide-digest';
import { formatTokyo, HOUR_MS, tokyoDay } from '../../../src/shared/tokyo-time';
import { accountId, DEMO_PERIOD_ID, SET_UP_AT, TRIAL_PERIOD_ID } from '../demo-ids';
import { HOME_NPO } from '../demo-organisations';
import { organisationId, type People } from '../people';
import { PLANNED_PERIOD_ID } from '../plan/planned-period';
import { rowId } from '../row-ids';
import { DEMO_GUIDES, type DemoGuide, type PublishedWhen } from './guide-texts';

const DAY_MS = 24 * HOUR_MS;
/** One of so many people of an organisation still has to read what is new, and to pledge for the run that is ahead. */
const OPEN_EVERY = 8;
/** The second of them is the demo's counsellor, who finds something to read and to pledge. */
const COUNSELLOR = 1;

export interface GuideTimes {
  /** When the newest versions came out: shortly before the run that is on. */
  readonly publishedAt: Date;
  /** Duties from here on ask for them; the roster that is published keeps its rules. */
  readonly requiredFrom: Date;
  /** When most people had pledged for the run that is ahead. */
  readonly pledgedAt: Date;
}

/** Which accounts the few people with a login have; everybody else signed on paper. */
export type AccountsByPerson = ReadonlyMap<string, string>;

interface Version {
  readonly guide: DemoGuide;
  readonly guideId: string;
  readonly number: number;
  readonly when: PublishedWhen;
  readonly digest: string;
}

export function guideRows() {
  return DEMO_GUIDES.map(({ code, kind, roles, fields, versions }) => ({
    id: idOf(code),
    code,
    kind,
    language: 'ja',
    roles,
    fields,
    organisation_ids: [],
    current_number: versions.filter(({ when }) => when !== 'draft').length,
    created_at: formatTokyo(SET_UP_AT),
  }));
}

export function versionRows(times: GuideTimes) {
  return DEMO_GUIDES.flatMap((guide) =>
    guide.versions.map(({ when, change, body }, index) => {
      const number = index + 1;
      const at = when === 'set_up' ? SET_UP_AT : times.publishedAt;
      const requiredFrom = when === 'set_up' ? SET_UP_AT : times.requiredFrom;
      const isDraft = when === 'draft';
      return {
        guide_id: idOf(guide.code),
        number,
        title: guide.title,
        body,
        created_at: formatTokyo(at),
        change: isDraft ? null : change,
        required_from: isDraft || change === 'minor' ? null : formatTokyo(requiredFrom),
        digest: isDraft ? null : digestOf(guide, number, body),
        published_at: isDraft ? null : formatTokyo(at),
        published_by: isDraft ? null : accountId('contractor'),
      };
    }),
  );
}

/** Everybody has read what was there from the beginning and pledged for the runs that have begun; the rest but a few. */
export function readingRows(people: People, accounts: AccountsByPerson, times: GuideTimes) {
  const versions = publishedVersions();
  return people.staff.flatMap(({ personId, organisations }, index, staff) => {
    const home = organisations[0] ?? HOME_NPO;
    const first = staff.findIndex((each) => each.organisations[0] === home);
    const isBehind = (index - first) % OPEN_EVERY === COUNSELLOR;
    return versions.flatMap((version) =>
      asked(version, times)
        .filter(({ isNew }) => !(isNew && isBehind))
        .map(({ periodId, at }) => ({
          id: rowId(
            at,
            `guide-reading/${version.guide.code}/${version.number}/${personId}/${periodId ?? ''}`,
          ),
          guide_id: version.guideId,
          number: version.number,
          person_id: personId,
          organisation_id: organisationId(home),
          period_id: periodId,
          digest: version.digest,
          recorded_at: formatTokyo(at),
          ...signatureOf(accounts.get(personId), home, at),
        })),
    );
  });
}

interface Asked {
  readonly periodId: string | null;
  readonly at: Date;
  readonly isNew: boolean;
}

function asked({ guide, when }: Version, times: GuideTimes): Asked[] {
  const first = new Date(SET_UP_AT.getTime() + DAY_MS);
  if (guide.kind !== 'pledge') {
    return when === 'set_up'
      ? [{ periodId: null, at: first, isNew: false }]
      : [{ periodId: null, at: new Date(times.publishedAt.getTime() + HOUR_MS), isNew: true }];
  }
  return [
    { periodId: DEMO_PERIOD_ID, at: first, isNew: false },
    { periodId: TRIAL_PERIOD_ID, at: times.publishedAt, isNew: false },
    { periodId: PLANNED_PERIOD_ID, at: times.pledgedAt, isNew: true },
  ];
}

/** Hardly anybody of the demo has an account, and only one body has a coordinator's: for the others the office enters papers. */
function signatureOf(account: string | undefined, home: string, at: Date) {
  if (account !== undefined) return { way: 'self', signed_on: null, evidence: '', account_id: account };
  return {
    way: 'paper',
    signed_on: tokyoDay(at),
    evidence: '事務室の書類棚',
    account_id: accountId(home === HOME_NPO ? 'coordinator' : 'contractor'),
  };
}

function publishedVersions(): Version[] {
  return DEMO_GUIDES.flatMap((guide) =>
    guide.versions.flatMap(({ when, body }, index): Version[] => {
      if (when === 'draft') return [];
      const number = index + 1;
      return [{ guide, guideId: idOf(guide.code), number, when, digest: digestOf(guide, number, body) }];
    }),
  );
}

function digestOf({ code, title }: DemoGuide, number: number, body: string): string {
  return guideDigest({ code, language: 'ja', number, title, body });
}

function idOf(code: string): string {
  return rowId(SET_UP_AT, `guide/${code}`);
}
