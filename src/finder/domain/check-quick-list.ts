import type { FieldFault } from '../../shared/domain-error';
import type { TokyoDay } from '../../shared/tokyo-time';

/** A service picked by hand, on the days from which and until which it is shown. */
export interface QuickPick {
  readonly serviceId: string;
  readonly noteJa: string | null;
  readonly validFrom: TokyoDay;
  /** First day on which it is no longer shown. */
  readonly validUntil: TokyoDay | null;
}

/** More is a search, not a list that is read at a glance. */
export const MOST_PICKS = 20;

/** Everything that is wrong with a list, by its place. `offered`: services of the directory that are not retired. */
export function checkQuickList(picks: readonly QuickPick[], offered: ReadonlySet<string>): FieldFault[] {
  const ids = picks.map(({ serviceId }) => serviceId);
  return [
    ...(picks.length > MOST_PICKS
      ? [fault('/entries', 'too_many', `早見に載せる窓口は${MOST_PICKS}件までです。`)]
      : []),
    ...picks.flatMap(({ serviceId, validFrom, validUntil }, at) => [
      ...(offered.has(serviceId)
        ? []
        : [fault(`/entries/${at}/serviceId`, 'unknown', 'つなぎ先が見つからないか、掲載を終えています。')]),
      ...(ids.indexOf(serviceId) < at
        ? [fault(`/entries/${at}/serviceId`, 'duplicate', '二度書かれています。')]
        : []),
      ...(validUntil !== null && validUntil <= validFrom
        ? [fault(`/entries/${at}/validUntil`, 'span', '終了日は開始日より後にしてください。')]
        : []),
    ]),
  ];
}

export function isShownOn({ validFrom, validUntil }: QuickPick, day: TokyoDay): boolean {
  return validFrom <= day && (validUntil === null || day < validUntil);
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
