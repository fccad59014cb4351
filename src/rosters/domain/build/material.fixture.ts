import { at, person, shift } from '../rules/facts.fixture';
import type { PersonFacts } from '../roster-facts';
import { rulesInForce } from '../rules-in-force';
import type { BuildMaterial, OrganisationMaterial } from './build-material';

const shifts = [
  shift('12-30 10:00 8', { seats: 2 }),
  shift('12-30 22:00 8', { fieldCode: 'suicide' }),
  shift('12-31 10:00 8', { role: 'standby' }),
];
export const offering = (
  id: string,
  from = '12-30 00:00',
  until = '01-01 00:00',
  more: Partial<PersonFacts> = {},
) =>
  person([], {
    id,
    wishes: {
      revisionNo: 1,
      spans: [{ wish: 'can', from: at(from), until: at(until) }],
      maxMinutes: null,
      targetMinutes: null,
      maxNights: 1,
      maxDays: null,
    },
    ...more,
  });

export function material(
  change: Partial<OrganisationMaterial> = {},
  more: Partial<BuildMaterial> = {},
): BuildMaterial {
  const organisation: OrganisationMaterial = {
    organisationId: 'o',
    shifts,
    freeShiftIds: new Set(shifts.map(({ id }) => id)),
    people: [offering('p'), offering('q', '12-30 00:00', '12-30 20:00')],
    draft: [],
    rules: rulesInForce([], 'o'),
    ...change,
  };
  return {
    period: { from: at('12-30 10:00'), until: at('01-01 10:00') },
    organisations: [organisation],
    openingHours: [],
    isNational: false,
    curves: [],
    needs: [],
    yenPerHour: 1_500,
    ...more,
  };
}
