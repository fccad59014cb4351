import type { AgeBand } from '../../directory/domain/fits-age';
import type { Criteria } from '../../directory/domain/match-services';
import type { HandoverMethod } from './referral-moves';

interface SearchedNeed {
  readonly worryCategory: string;
  readonly areaCode: string | null;
  readonly ageBand: string;
  readonly language: string;
}

/** Bands of the record sheet that lie in one band of the directory's search; of the others the age has to be asked. */
const BANDS: Readonly<Record<string, AgeBand>> = {
  a13_15: 'junior_high',
  a16_18: 'age_15_18',
  a19: 'adult',
  a20s: 'adult',
  a30s: 'adult',
  a40s: 'adult',
  a50s: 'adult',
  a70s: 'senior',
  a80_over: 'senior',
};

/** Whom to try for a need. Closed ones too: the deadline counts their hours, and at the year's end nearly all are. */
export function criteriaFor(need: SearchedNeed, method: HandoverMethod, at: Date): Criteria {
  return {
    worry: need.worryCategory,
    field: null,
    age: null,
    band: BANDS[need.ageBand] ?? null,
    municipality: need.areaCode,
    at,
    language: need.language,
    accompaniment: method === 'accompanied',
    withClosed: true,
  };
}
