import type { FieldFault } from '../../shared/domain-error';
import type { Interval } from '../../shared/interval';
import type { OpeningWindow } from '../../periods/domain/opening-hours';
import { checkShiftPlacement } from '../../rosters/domain/check-shift-placement';
import { openSpans } from '../../rosters/domain/open-spans';

/** What a block of seats is for and when; a re-offer repeats it word for word. */
interface BlockPlan {
  readonly channel: string;
  readonly fieldCode: string | null;
  readonly role: string;
  readonly span: Interval;
}

export interface OfferedBlock extends BlockPlan {
  readonly organisationId: string;
  readonly seats: number;
  readonly fillBy: Date;
  /** The block whose seats came back. */
  readonly offeredFrom: string | null;
}

export interface OfferGround {
  readonly now: Date;
  readonly period: Interval;
  readonly menu: readonly string[];
  readonly openingHours: readonly OpeningWindow[];
  readonly participants: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, ReturnedBlock>;
}

/** A block with seats that came back and are not yet with somebody else. */
export interface ReturnedBlock extends BlockPlan {
  readonly freeSeats: number;
}

/** Everything that is wrong with a request of many blocks; nothing of it is done while there is any. */
export function checkBlocks(blocks: readonly OfferedBlock[], ground: OfferGround): FieldFault[] {
  const taken = new Map<string, number>();
  return blocks.flatMap((block, index) => {
    const placed = checkShiftPlacement(block, {
      period: ground.period,
      organisationTakesPart: ground.participants.has(block.organisationId),
      menu: ground.menu,
    });
    const faults = [
      ...placed,
      ...checkOpen(block, ground.openingHours),
      ...checkDeadline(block.fillBy, block.span, ground.now),
    ];
    if (block.offeredFrom !== null) faults.push(...checkSource(block, block.offeredFrom, ground, taken));
    return faults.map((found) => ({ ...found, pointer: `/blocks/${index}${found.pointer}` }));
  });
}

/** A desk that never opens during the block is a slip; one that opens for part of it may well be staffed around that. */
function checkOpen({ channel, fieldCode, span }: BlockPlan, windows: readonly OpeningWindow[]): FieldFault[] {
  const own = windows.filter((window) => window.channel === channel && window.fieldCode === fieldCode);
  if (fieldCode === null || own.length === 0 || openSpans(own, span).length > 0) return [];
  return [fault('/startsAt', 'closed', 'この時間帯に、この分野の受付時間がありません。')];
}

export function checkDeadline(fillBy: Date, span: Interval, now: Date): FieldFault[] {
  if (fillBy <= now) return [fault('/fillBy', 'past', '充足期限は今より後にしてください。')];
  if (fillBy <= span.from) return [];
  return [fault('/fillBy', 'after_start', '充足期限は開始以前にしてください。')];
}

function checkSource(
  block: OfferedBlock,
  sourceId: string,
  ground: OfferGround,
  taken: Map<string, number>,
): FieldFault[] {
  const source = ground.sources.get(sourceId);
  if (!source) return [fault('/offeredFrom', 'unknown', '元の枠が見つかりません。')];
  if (!samePlan(source, block)) {
    return [fault('/offeredFrom', 'differs', 'チャネル・分野・役割・時間帯が元の枠と異なります。')];
  }
  const wanted = (taken.get(sourceId) ?? 0) + block.seats;
  taken.set(sourceId, wanted);
  if (wanted <= source.freeSeats) return [];
  return [fault('/seats', 'above_returned', '元の枠から戻った席の数を超えています。')];
}

function samePlan(a: BlockPlan, b: BlockPlan): boolean {
  return (
    a.channel === b.channel &&
    a.fieldCode === b.fieldCode &&
    a.role === b.role &&
    a.span.from.getTime() === b.span.from.getTime() &&
    a.span.until.getTime() === b.span.until.getTime()
  );
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
