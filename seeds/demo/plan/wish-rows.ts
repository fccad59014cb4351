import { noteContext } from '../../../src/staffing/note-context';
import type { Wish } from '../../../src/staffing/domain/wish';
import { seal } from '../../../src/platform/crypto/seal';
import {
  formatTokyo,
  HOUR_MS,
  nextTokyoDay,
  startOfTokyoDay,
  tokyoDay,
} from '../../../src/shared/tokyo-time';
import { accountId } from '../demo-ids';
import { HOME_NPO, NPOS } from '../demo-organisations';
import { organisationId, type People } from '../people';
import { Random, type Weights } from '../random';
import { rowId } from '../row-ids';
import { PLANNED_PERIOD_ID, type PlannedPeriod } from './planned-period';

/** Hours somebody usually has, in clock hours beyond 24 as rosters print them. */
const HABITS = [
  [10, 20],
  [15, 26],
  [20, 34],
  [10, 34],
] as const;
const WHOLE_DAY = [10, 34] as const;
const USUALLY: Weights<Wish | 'silent'> = { want: 35, can: 42, reluctant: 10, cannot: 8, silent: 5 };
const NEW_YEAR: Weights<Wish | 'silent'> = { want: 20, can: 35, reluctant: 25, cannot: 15, silent: 5 };
const NOTES = ['', '', '', '', '終電に間に合う終わり方だと助かります。', '2日は午後からにしてください。'];
const PRIVATE_NOTES = ['家族の通院があり、急に変わることがあります。', '夜が続くと体調を崩しやすいです。'];

/** Everybody of the coordinator's body but the counsellor whose account is there to try it; of the others, every second. */
export function wishRows(seed: number, people: People, plan: PlannedPeriod) {
  const random = Random.stream(seed, 'wishes');
  return NPOS.flatMap(({ code }) => {
    const members = people.staff.filter(({ organisations }) => organisations[0] === code);
    const answering = members.filter((_, index) => (code === HOME_NPO ? index !== 1 : index % 2 === 0));
    return answering.map(({ personId }) => wishRow(random, plan, { organisation: code, personId }));
  });
}

function wishRow(random: Random, plan: PlannedPeriod, who: { organisation: string; personId: string }) {
  const id = rowId(plan.wishesAt, `wishes/${who.organisation}/${who.personId}`);
  const habit = random.pick(HABITS);
  const maxDays = random.whole(4, 6);
  const note = random.chance(0.1) ? seal(random.pick(PRIVATE_NOTES), noteContext(id)) : null;
  return {
    id,
    period_id: PLANNED_PERIOD_ID,
    organisation_id: organisationId(who.organisation),
    person_id: who.personId,
    revision_no: 1,
    spans: daysOf(plan).flatMap((day) => spanOf(random, day, habit)),
    max_minutes: maxDays * 6 * 60,
    target_minutes: null,
    max_nights: habit[1] > 26 ? random.whole(2, 4) : 1,
    max_days: maxDays,
    note_to_all: random.pick(NOTES),
    note_sealed: note && `\\x${note.bytes.toString('hex')}`,
    seal: note && note.seal,
    written_by: accountId(who.organisation === HOME_NPO ? 'coordinator' : 'contractor'),
    written_at: formatTokyo(plan.wishesAt),
  };
}

function daysOf(plan: PlannedPeriod): string[] {
  const days: string[] = [];
  for (
    let day = tokyoDay(plan.from);
    startOfTokyoDay(day).getTime() + 10 * HOUR_MS < plan.until.getTime();
    day = nextTokyoDay(day)
  ) {
    days.push(day);
  }
  return days;
}

function spanOf(random: Random, day: string, habit: readonly [number, number]) {
  const said = random.weighted(/-(12-31|01-01)$/.test(day) ? NEW_YEAR : USUALLY);
  if (said === 'silent') return [];
  const [from, until] = (said === 'cannot' ? WHOLE_DAY : habit).map((hour) =>
    formatTokyo(new Date(startOfTokyoDay(day).getTime() + hour * HOUR_MS)),
  );
  return [{ from, until, wish: said }];
}
