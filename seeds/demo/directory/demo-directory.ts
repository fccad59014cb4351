import { BODY_KINDS, type ServiceContent } from '../../../src/directory/domain/service-content';
import { Random } from '../random';
import { rowId } from '../row-ids';
import { PLACES } from './directory-places';
import { HOURS, type Template, TEMPLATES } from './directory-templates';
import { PUBLIC_SERVICES } from './public-services';

const ENTERED_AT = new Date('2025-11-10T09:00:00+09:00');
const PER_WORRY = 13;

interface DemoBody {
  readonly id: string;
  readonly name: string;
  readonly kind: keyof typeof BODY_KINDS;
}

interface DemoService {
  readonly id: string;
  readonly content: ServiceContent;
  /** Days before the demo is loaded; null: nobody has verified it. */
  readonly verifiedDaysAgo: number | null;
  readonly capacity: 'open' | 'limited' | 'full' | 'unknown';
}

export interface DemoDirectory {
  readonly bodies: readonly DemoBody[];
  readonly services: readonly DemoService[];
}

/** Some 150 fictional services over the twelve worry categories, and the two public numbers that the trial's documents print. */
export function generateDirectory(seed: number): DemoDirectory {
  const random = Random.stream(seed, 'directory');
  const bodies = new Map<string, DemoBody>();
  const services = TEMPLATES.flatMap((templates, category) =>
    Array.from({ length: PER_WORRY }, (_, turn) => {
      const place = PLACES[(category * 5 + turn) % PLACES.length] ?? PLACES[0];
      const template = templates[turn % templates.length];
      if (!template) throw new RangeError('every worry has a template');
      const body = bodyNamed(`${place.name}${template.body}`, template.kind);
      bodies.set(body.id, body);
      return demoService(random, { template, body, place, number: category * PER_WORRY + turn + 1 });
    }),
  );
  for (const { body, service } of PUBLIC_SERVICES.map(publicService)) {
    bodies.set(body.id, body);
    services.push(service);
  }
  return { bodies: [...bodies.values()], services };
}

interface ServicePlan {
  readonly template: Template;
  readonly body: DemoBody;
  readonly place: { readonly code: string; readonly name: string };
  readonly number: number;
}

function demoService(random: Random, { template, body, place, number }: ServicePlan): DemoService {
  const code = `D${String(number).padStart(3, '0')}`;
  const hours = HOURS[hoursOf(random, template)] ?? HOURS['office'];
  if (!hours) throw new RangeError('no such hours');
  const isForeign = template.fields.includes('foreign');
  const capacity = random.weighted({ open: 60, limited: 15, full: 10, unknown: 15 });
  return {
    id: rowId(ENTERED_AT, `directory-service/${code}`),
    capacity,
    verifiedDaysAgo: random.chance(0.08) ? null : random.whole(1, 110),
    content: {
      ...hours,
      code,
      bodyId: body.id,
      name: `${place.name}${template.service}（架空）`,
      kana: null,
      description: `${template.service}。試すための架空の窓口です。`,
      worries: template.worries,
      fields: template.fields,
      minAge: template.minAge ?? null,
      maxAge: template.maxAge ?? null,
      languages: isForeign ? ['ja', 'en', 'zh', 'vi'] : random.chance(0.15) ? ['ja', 'en'] : ['ja'],
      accompaniment: random.weighted({ yes: 50, no: 25, unknown: 25 }),
      nightContact: random.chance(0.2),
      eligibility: null,
      fee: '無料',
      url: null,
      email: null,
      source: '架空の見本',
      validFrom: '2024-04-01',
      validUntil: null,
      areas: areasOf(random, template.kind, place.code),
      phones: [{ kind: 'voice', number: `050-0000-${String(number).padStart(4, '0')}`, note: null }],
      reverifyEveryDays: 90,
    },
  };
}

function hoursOf(random: Random, { kind }: Template): string {
  const isPublic = !['local_support', 'specialist_support'].includes(kind);
  return isPublic
    ? random.weighted({ office: 85, daily: 10, always: 5 })
    : random.weighted({ evening: 30, daily: 30, night: 15, weekend: 10, always: 15 });
}

/** Specialists answer people from anywhere, offices those who live there. */
function areasOf(random: Random, kind: Template['kind'], code: string): string[] {
  const nation = kind === 'specialist_support' ? 40 : 5;
  const reach = random.weighted({ municipality: 55, prefecture: 25, nation });
  return reach === 'municipality' ? [code] : reach === 'prefecture' ? [code.slice(0, 2)] : ['JP'];
}

function bodyNamed(name: string, kind: DemoBody['kind']): DemoBody {
  return { id: rowId(ENTERED_AT, `directory-body/${kind}/${name}`), name: `${name}（架空）`, kind };
}

function publicService({ body, content }: (typeof PUBLIC_SERVICES)[number]) {
  const id = rowId(ENTERED_AT, `directory-body/${body.name}`);
  return {
    body: { id, ...body },
    service: {
      id: rowId(ENTERED_AT, `directory-service/${content.code}`),
      content: { ...content, bodyId: id },
      verifiedDaysAgo: null,
      capacity: 'unknown' as const,
    },
  };
}
