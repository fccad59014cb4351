declare module 'japanese-holidays' {
  /** Public holidays (国民の祝日) of a year, substitutes included when `furikae` is true. Months count from 1. */
  export function getHolidaysOf(
    year: number,
    furikae?: boolean,
  ): { month: number; date: number; name: string }[];
}
