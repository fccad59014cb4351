import type { NightLine } from '../facts/night-line';
import { type Cell, totalOf } from '../facts/publication';
import { evenSpread, type Quota } from './even-spread';
import { type Filled, zipColumns } from './sheet-file';

const SELF = 'self';

/**
 * Who calls for themself has one age, which both age tables count; everybody else has two. The three people whose age is
 * missing from the table of subjects get a blank.
 */
export function* nightLineSheets(facts: NightLine): Generator<Filled> {
  const selves = facts.relations.find(({ code }) => code === SELF)?.count ?? 0;
  const others = facts.calls - selves;
  const own = agesOfSelves(facts, selves);
  const contents = evenSpread(facts.contents);
  yield* zipColumns(
    {
      caller_relation: evenSpread([{ code: SELF, count: selves }]),
      age_band: evenSpread(own),
      fields: contents,
    },
    selves,
  );
  const left = (cells: readonly Cell[]): Quota<string | null>[] =>
    cells.map(({ code, count }, at) => ({ code, count: count - (own[at]?.count ?? 0) }));
  const missing = { code: null, count: facts.calls - totalOf(facts.subjectAges) };
  yield* zipColumns(
    {
      caller_relation: evenSpread(facts.relations.filter(({ code }) => code !== SELF)),
      age_band: evenSpread(left(facts.callerAges)),
      subject_age_band: evenSpread([...left(facts.subjectAges), missing]),
      fields: contents,
    },
    others,
  );
}

/** As much of each age as both tables have room for; what is too many comes off the unknown, the last and largest. */
function agesOfSelves(facts: NightLine, selves: number): Quota<string>[] {
  const room = facts.callerAges.map(({ code, count }, at) => ({
    code,
    count: Math.min(count, facts.subjectAges[at]?.count ?? 0),
  }));
  const surplus = totalOf(room.map((quota) => ({ ...quota, label: '' }))) - selves;
  return room.map((quota, at) =>
    at === room.length - 1 ? { ...quota, count: quota.count - surplus } : quota,
  );
}
