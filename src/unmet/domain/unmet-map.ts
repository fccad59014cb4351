export const MAP_LEVELS = ['prefecture', 'municipality'] as const;
export type MapLevel = (typeof MAP_LEVELS)[number];

/** Offices are closed then: from this hour inclusive to the other exclusive, Asia/Tokyo. */
export const NIGHT_HOURS = { from: 18, until: 9 } as const;

export interface UnmetPlace {
  readonly placeCode: string | null;
  readonly placeName: string;
  readonly worryCategory: string;
  readonly supportKind: string;
  readonly reason: string;
  readonly count: number;
  readonly countAtNight: number;
}

export interface Labels {
  readonly worryCategory: ReadonlyMap<string, string>;
  readonly supportKind: ReadonlyMap<string, string>;
  readonly reason: ReadonlyMap<string, string>;
}

export const MAP_TITLES = [
  '地域コード',
  '地域',
  '悩みの分類',
  '要った支援',
  'つながらなかった理由',
  '件数',
  'うち夜間・早朝',
];

/** One line of the sheet, labels instead of codes. */
export function mapCells(place: UnmetPlace, labels: Labels): string[] {
  return [
    place.placeCode ?? '',
    place.placeName,
    labels.worryCategory.get(place.worryCategory) ?? place.worryCategory,
    labels.supportKind.get(place.supportKind) ?? place.supportKind,
    labels.reason.get(place.reason) ?? place.reason,
    String(place.count),
    String(place.countAtNight),
  ];
}
