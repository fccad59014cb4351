import type { ServiceContent } from '../../../src/directory/domain/service-content';
import { HOURS } from './directory-templates';

const COMMON = {
  kana: null,
  fields: [],
  minAge: null,
  maxAge: null,
  languages: ['ja'],
  accompaniment: 'unknown',
  nightContact: true,
  eligibility: null,
  fee: '無料',
  url: null,
  email: null,
  validFrom: '2022-07-01',
  validUntil: null,
  areas: ['JP'],
  reverifyEveryDays: 90,
} as const;

interface PublicService {
  readonly body: { readonly name: string; readonly kind: 'municipality_office' | 'police' };
  readonly content: Omit<ServiceContent, 'bodyId' | 'code'> & { readonly code: string };
}

/** Numbers that exist, as far as the documents of the trial print them. Nobody has verified them here. */
export const PUBLIC_SERVICES: readonly PublicService[] = [
  {
    body: { name: '内閣府 孤独・孤立対策', kind: 'municipality_office' },
    content: {
      ...COMMON,
      code: 'N001',
      name: '孤独・孤立相談ダイヤル #9999（試行）',
      description: '試行の実施期間だけつながります。#9999 につながらない回線からは 0120-494949。',
      worries: ['W12'],
      source: '試行の周知文書（内閣官房）、酒田市の案内ページ',
      // Each run has hours of its own, so there is no weekly timetable to tell.
      schedules: [],
      exceptions: [],
      phones: [
        { kind: 'voice', number: '#9999', note: null },
        { kind: 'voice', number: '0120-494949', note: '#9999 につながらない回線から' },
      ],
    },
  },
  {
    body: { name: '警察（緊急通報）', kind: 'police' },
    content: {
      ...COMMON,
      code: 'N002',
      name: '110番',
      description: '生命や身体に危険が迫っているとき。',
      worries: ['W08'],
      source: '和歌山県 児童相談所の夜間電話の手引き',
      schedules: HOURS['always']?.schedules ?? [],
      exceptions: [],
      phones: [{ kind: 'voice', number: '110', note: null }],
    },
  },
];
