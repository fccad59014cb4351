/** The last day in Asia/Tokyo that the period touches: its end is outside, so one at midnight ends on the day before. */
export const lastDayOf = (period: string): string =>
  `((${period}.ends_at - interval '1 microsecond') AT TIME ZONE 'Asia/Tokyo')::date`;
