import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actor';
import type { TokyoDay } from '../../shared/tokyo-time';
import type { Tx } from '../../platform/database/sql';
import { isUuid } from '../../platform/http/page';
import { BodiesService } from '../bodies/bodies.service';
import { DirectoryBodiesReader } from '../directory-bodies.reader';
import { DirectoryServicesReader } from '../directory-services.reader';
import { DirectorySurroundingsReader } from '../directory-surroundings.reader';
import { checkService, type ServiceLists } from '../domain/check-service';
import { type CellFault, comparableKey, type ExchangeRow, NOTHING_SAID } from '../domain/read-exchange-row';
import { sameContent } from '../domain/same-content';
import { codesInForce, type MunicipalityRegister } from '../domain/service-area';
import type { DirectoryService, ServiceContent } from '../domain/service-content';
import { ServiceStore } from '../services/service-store';

export interface IntakeContext {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
}

export interface TakenRow {
  readonly outcome: 'added' | 'unchanged' | 'rejected';
  /** Why it was not taken, or what was read otherwise than it is written. */
  readonly faults: readonly (Omit<CellFault, 'column'> & { readonly column: string })[];
}

interface Known {
  readonly lists: ServiceLists;
  readonly register: MunicipalityRegister;
  readonly today: TokyoDay;
  /** By number, or by id where it has none. */
  readonly services: ReadonlyMap<string, DirectoryService>;
  /** Name and kind → id, null once it is retired; grows by what the file adds. */
  readonly bodies: Map<string, string | null>;
}

@Injectable()
export class DirectoryIntakes {
  constructor(
    private readonly services: DirectoryServicesReader,
    private readonly bodies: DirectoryBodiesReader,
    private readonly surroundings: DirectorySurroundingsReader,
    private readonly store: ServiceStore,
    private readonly bodiesService: BodiesService,
  ) {}

  async open(tx: Tx, today: TokyoDay): Promise<DirectoryIntake> {
    const services = await this.services.all(tx);
    const bodies = await this.bodies.all(tx);
    const { register } = await this.surroundings.load(tx);
    const known: Known = {
      lists: await this.services.lists(tx),
      register,
      today,
      services: byKey(services, ({ code, id }) => code ?? id),
      bodies: new Map(
        [...byKey(bodies, bodyKey)].map(([key, { id, status }]) => [key, status === 'active' ? id : null]),
      ),
    };
    return new DirectoryIntake(known, this.store, this.bodiesService);
  }
}

/** Takes row after row; each service once per file. */
export class DirectoryIntake {
  private readonly seen = new Set<string>();

  constructor(
    private readonly known: Known,
    private readonly store: ServiceStore,
    private readonly bodies: BodiesService,
  ) {}

  async take(context: IntakeContext, row: ExchangeRow): Promise<TakenRow> {
    const current = this.known.services.get(row.key);
    const refusal = this.refusal(row, current);
    if (refusal) return rejected([refusal]);
    this.seen.add(row.key);
    const { areas, notes } = this.readAreas(row.content.areas);
    const code = current ? current.code : row.key;
    // A column that the file does not have leaves what is known.
    const draft = { ...NOTHING_SAID, ...current, ...row.optional, ...row.content, areas, code, bodyId: '' };
    const faults = checkService(draft, this.known.lists);
    if (faults.length > 0)
      return rejected(faults.map(({ pointer, ...fault }) => ({ column: columnOf(pointer), ...fault })));
    const bodyId = await this.bodyOf(context, row);
    if (bodyId === null) return rejected([RETIRED_BODY]);
    const isChanged = await this.write(context, current, { ...draft, bodyId });
    return { outcome: isChanged ? 'added' : 'unchanged', faults: notes };
  }

  private refusal({ key }: ExchangeRow, current: DirectoryService | undefined): Fault | null {
    if (this.seen.has(key)) return DUPLICATE;
    if (current?.status === 'retired') return RETIRED;
    return !current && isUuid(key) ? UNKNOWN : null;
  }

  /** Codes from before a merger are taken in as what they became, and said so. */
  private readAreas(areas: readonly string[]): { areas: string[]; notes: Fault[] } {
    const { register, today } = this.known;
    const read = areas.map((area) => ({
      area,
      now: area.length === 5 ? codesInForce(register, area, today) : [area],
    }));
    const changed = read.filter(({ area, now: codes }) => codes.join() !== area);
    const notes = changed.length === 0 ? [] : [mapped(changed)];
    return { areas: [...new Set(read.flatMap(({ now }) => now))], notes };
  }

  private async bodyOf({ tx, actor, now }: IntakeContext, { body }: ExchangeRow): Promise<string | null> {
    const key = bodyKey(body);
    const found = this.known.bodies.get(key);
    if (found !== undefined) return found;
    const { id } = await this.bodies.create(tx, actor, now, body);
    this.known.bodies.set(key, id);
    return id;
  }

  private async write(
    { tx, actor, now }: IntakeContext,
    current: DirectoryService | undefined,
    content: ServiceContent,
  ): Promise<boolean> {
    if (current && sameContent(current, content)) return false;
    const id = current?.id ?? uuidv7();
    if (current) await this.store.update(tx, now, current, content);
    else await this.store.insert(tx, now, id, content);
    await this.store.keep(tx, actor, now, id, 'imported');
    return true;
  }
}

type Fault = TakenRow['faults'][number];

const DUPLICATE: Fault = {
  column: 'code',
  code: 'duplicate',
  message: '同じ管理番号の行がファイルの中で既にありました。',
};
const RETIRED: Fault = {
  column: 'code',
  code: 'retired',
  message: '掲載を終えた窓口です。新しい管理番号で登録してください。',
};
const UNKNOWN: Fault = { column: 'code', code: 'unknown', message: 'このIDの窓口はありません。' };
const RETIRED_BODY: Fault = { column: 'bodyName', code: 'retired', message: '掲載を終えた団体です。' };

function mapped(areas: readonly { readonly area: string; readonly now: readonly string[] }[]): Fault {
  const told = areas.map(({ area, now }) => `${area} は ${now.join('・')}`).join('、');
  return { column: 'areas', code: 'successor_mapped', message: `合併・再編により読み替えました：${told}` };
}

function rejected(faults: readonly Fault[]): TakenRow {
  return { outcome: 'rejected', faults };
}

/** Should two entries differ in nothing but blanks or in how letters are composed, the one written like the file's is meant. */
function byKey<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Map<string, Entry> {
  const alike = entries.map((entry) => [comparableKey(keyOf(entry)), entry] as const);
  const exact = entries.map((entry) => [keyOf(entry), entry] as const);
  return new Map([...alike, ...exact]);
}

/** `/areas/0` → `areas`. */
function columnOf(pointer: string): string {
  return pointer.split('/')[1] ?? '';
}

function bodyKey({ name, kind }: { readonly name: string; readonly kind: string }): string {
  return `${kind}/${name}`;
}
