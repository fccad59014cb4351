import type { Interval } from '../../shared/interval';

/** What one version of a roster says of one duty; `content` is null where the duty is not in it. */
export interface DutyMention {
  /** One duty through all versions: the shift, and which stretch of it where one person holds several. */
  readonly lineage: string;
  readonly versionNumber: number;
  readonly publishedAt: Date;
  readonly content: DutyContent | null;
}

interface DutyContent {
  readonly span: Interval;
  readonly channel: string;
  readonly role: string;
}

export interface DutyEvent extends DutyContent {
  readonly lineage: string;
  /** Rises with each published change, also while the duty was gone: a phone takes the higher one (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly changedAt: Date;
}

/**
 * The duties that the newest version still holds, each with the number of changes since it first appeared. A cancelled duty is
 * left out: a subscribed calendar is replaced as a whole, so what is absent disappears on every phone, whereas several of them
 * keep a STATUS:CANCELLED event in view and strike it through.
 */
export function dutyEvents(mentions: readonly DutyMention[]): DutyEvent[] {
  const byLineage = new Map<string, DutyMention[]>();
  for (const mention of mentions.toSorted((a, b) => a.versionNumber - b.versionNumber)) {
    byLineage.set(mention.lineage, [...(byLineage.get(mention.lineage) ?? []), mention]);
  }
  return [...byLineage.values()]
    .flatMap((history) => followDuty(history) ?? [])
    .toSorted((a, b) => a.span.from.getTime() - b.span.from.getTime() || (a.lineage < b.lineage ? -1 : 1));
}

function followDuty(history: readonly DutyMention[]): DutyEvent | null {
  let sequence = 0;
  let changedAt: Date | null = null;
  let known: DutyContent | null = null;
  for (const { content, publishedAt } of history) {
    if (changedAt === null) {
      if (content !== null) changedAt = publishedAt;
    } else if (!sameContent(known, content)) {
      sequence += 1;
      changedAt = publishedAt;
    }
    known = content;
  }
  const [last] = history;
  return known === null || changedAt === null || !last
    ? null
    : { ...known, lineage: last.lineage, sequence, changedAt };
}

function sameContent(a: DutyContent | null, b: DutyContent | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.span.from.getTime() === b.span.from.getTime() &&
    a.span.until.getTime() === b.span.until.getTime() &&
    a.channel === b.channel &&
    a.role === b.role
  );
}
