import type { SeedMunicipality } from '../../reference/municipalities';

/** Twelve municipalities that exist on no map, under codes that JIS X 0402 has not given out. */
export const PLACES = [
  { code: '01991', name: '暁ヶ浦市' },
  { code: '04991', name: '汐見野町' },
  { code: '11991', name: '月見原市' },
  { code: '13991', name: '陽だまり野市' },
  { code: '13992', name: '木漏日坂市' },
  { code: '14991', name: '若芽沢市' },
  { code: '20991', name: '霞ノ湊市' },
  { code: '23991', name: '花瑞木市' },
  { code: '27991', name: '虹見ヶ丘市' },
  { code: '34991', name: '言葉ノ森町' },
  { code: '40991', name: '若羽根市' },
  { code: '47991', name: '灯台町' },
] as const;

/** One of them was two towns until a merger, so that old addresses can be tried. */
export const DEMO_MUNICIPALITIES: readonly SeedMunicipality[] = [
  ...PLACES.map(({ code, name }) => ({ code, name: `${name}（架空）` })),
  { code: '13993', name: '朝霧ノ里町（架空）', until: '2005-10-01', successors: ['13991'] },
];
