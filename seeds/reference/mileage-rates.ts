/** What a kilometre in one's own car is worth; the contract decides, and the office revises it from a day on. */
export const MILEAGE_RATES = [
  {
    valid_from: '2021-01-01',
    yen_per_km: 37,
    source: '国家公務員等の旅費に関する法律（旧）第19条の車賃（1kmにつき37円）に倣う仮の単価',
  },
] as const;
