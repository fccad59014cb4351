import { Injectable } from '@nestjs/common';
import { rows, type Tx } from '../platform/database/sql';
import { type GuideInForce, type UnreadGuide, unreadGuides } from './domain/unread-guides';

interface RosterPlace {
  readonly periodId: string;
  readonly organisationId: string;
}

/** What people still have to read, and to pledge for one period, before they answer the telephone for one organisation. */
@Injectable()
export class UnreadGuidesReader {
  async ofPeople(
    tx: Tx,
    { periodId, organisationId }: RosterPlace,
    personIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly UnreadGuide[]>> {
    const stored = await rows<StoredGuide>(tx, IN_FORCE, [organisationId]);
    if (stored.length === 0) return new Map();
    const guides = stored.map(asInForce);
    const readings = await rows<NewestReading>(tx, NEWEST_READINGS, [
      guides.map(({ id }) => id),
      personIds,
      periodId,
    ]);
    const read = new Map<string, Map<string, number>>();
    for (const { personId, guideId, number } of readings) {
      read.set(personId, (read.get(personId) ?? new Map<string, number>()).set(guideId, number));
    }
    return new Map(personIds.map((id) => [id, unreadGuides(guides, read.get(id) ?? new Map())]));
  }
}

interface StoredGuide extends Omit<GuideInForce, 'majors'> {
  readonly majors: readonly { readonly number: number; readonly requiredFrom: string }[];
}

interface NewestReading {
  readonly personId: string;
  readonly guideId: string;
  readonly number: number;
}

function asInForce({ majors, ...guide }: StoredGuide): GuideInForce {
  return {
    ...guide,
    majors: majors.map(({ number, requiredFrom }) => ({ number, requiredFrom: new Date(requiredFrom) })),
  };
}

const IN_FORCE = `
  SELECT g.id, g.kind, current.title, g.roles, g.fields,
         (SELECT json_agg(json_build_object('number', v.number, 'requiredFrom', v.required_from) ORDER BY v.number)
          FROM guide_version AS v WHERE v.guide_id = g.id AND v.change = 'major') AS majors
  FROM guide AS g
  JOIN guide_version AS current ON current.guide_id = g.id AND current.number = g.current_number
  WHERE g.withdrawn_at IS NULL AND (cardinality(g.organisation_ids) = 0 OR $1 = ANY (g.organisation_ids))
  ORDER BY g.code`;

const NEWEST_READINGS = `
  SELECT r.person_id AS "personId", r.guide_id AS "guideId", max(r.number) AS number
  FROM guide_reading AS r JOIN guide AS g ON g.id = r.guide_id
  WHERE r.guide_id = ANY ($1) AND r.person_id = ANY ($2) AND r.withdrawn_at IS NULL
    AND (g.kind <> 'pledge' OR r.period_id = $3)
  GROUP BY r.person_id, r.guide_id`;
