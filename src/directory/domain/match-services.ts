import { tokyoDay, type TokyoDay } from '../../shared/tokyo-time';
import { type AgeFit, fitsAge, fitsBand, type AgeBand } from './fits-age';
import { covers, type MunicipalityRegister, type Reach } from './service-area';
import type { DirectoryService } from './service-content';
import { isOpenByDay, isServiceOpen, nextOpening } from './service-hours';
import { sinks, staleness, type Staleness } from './staleness';

/** What is known of the need; null: not asked or not said. */
export interface Criteria {
  readonly worry: string | null;
  readonly field: string | null;
  readonly age: number | null;
  readonly band: AgeBand | null;
  /** Municipality, or the two digits of a prefecture. */
  readonly municipality: string | null;
  readonly at: Date;
  readonly language: string | null;
  readonly accompaniment: boolean;
  /** Also those that are closed at the instant, after the open ones. */
  readonly withClosed: boolean;
}

export interface Surroundings {
  readonly holidays: ReadonlySet<TokyoDay>;
  readonly register: MunicipalityRegister;
}

export interface Match {
  readonly service: DirectoryService;
  readonly isOpen: boolean;
  /** Of day and night numbers, those of the day are answered. */
  readonly isByDay: boolean;
  readonly opensAt: Date | null;
  readonly reach: Reach | null;
  readonly ageFit: AgeFit;
  readonly staleness: Staleness;
  /** Order of the list, unique per service. */
  readonly sortKey: string;
}

/** Those that fit, in the order in which they are offered: verified ones, open ones, those with room, near ones. */
export function matchServices(
  services: readonly DirectoryService[],
  criteria: Criteria,
  surroundings: Surroundings,
): Match[] {
  return services
    .flatMap((service) => match(service, criteria, surroundings) ?? [])
    .sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
}

function match(service: DirectoryService, criteria: Criteria, around: Surroundings): Match | null {
  if (service.status !== 'active' || !meetsNeed(service, criteria)) return null;
  const ageFit = fits(service, criteria);
  if (ageFit === 'no') return null;
  const today = tokyoDay(criteria.at);
  const reach =
    criteria.municipality === null
      ? null
      : covers(service.areas, criteria.municipality, today, around.register);
  if (criteria.municipality !== null && reach === null) return null;
  const isOpen = isServiceOpen(service, criteria.at, around.holidays);
  if (!isOpen && !criteria.withClosed) return null;
  const found = {
    service,
    isOpen,
    isByDay: isOpenByDay(service, criteria.at, around.holidays),
    opensAt: isOpen ? criteria.at : nextOpening(service, criteria.at, around.holidays),
    reach,
    ageFit,
    staleness: staleness(service, today),
  };
  return { ...found, sortKey: sortKey(found, sinks(service, today)) };
}

function meetsNeed(service: DirectoryService, criteria: Criteria): boolean {
  const { worry, field, language, accompaniment } = criteria;
  return (
    (worry === null || service.worries.includes(worry)) &&
    (field === null || service.fields.includes(field)) &&
    (language === null || service.languages.includes(language)) &&
    (!accompaniment || service.accompaniment === 'yes')
  );
}

function fits(service: DirectoryService, { age, band }: Criteria): AgeFit {
  if (age !== null) return fitsAge(service, age);
  return band === null ? 'fits' : fitsBand(service, band);
}

const REACHES: readonly (Reach | null)[] = ['municipality', 'prefecture', 'nation', null];

function sortKey({ service, isOpen, reach, ageFit }: Omit<Match, 'sortKey'>, isStale: boolean): string {
  const ranks = [isStale, !isOpen, service.capacity === 'full', ageFit === 'partly'].map(Number).join('');
  return `${ranks}${REACHES.indexOf(reach)} ${service.name} ${service.id}`;
}
