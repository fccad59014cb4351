import { spellTokyo } from '../../shared/tokyo-time';
import type { PdfModel } from '../../platform/pdf/pdf-model';
import { guideBlocks } from '../domain/guide-blocks';
import type { GuideVersionRow } from '../guides.reader';

export function guidePdf(version: GuideVersionRow, asOf: Date): PdfModel {
  const { title, number, body, publishedAt, digest } = version;
  const state =
    publishedAt === null
      ? `第${number}版（下書き）`
      : `第${number}版　${spellTokyo(publishedAt)} 公開　SHA-256 ${digest ?? ''}`;
  return {
    title: `${title} 第${number}版`,
    creator: 'Tsunagi',
    asOf,
    paper: 'A4',
    orientation: 'portrait',
    blocks: [{ kind: 'heading', text: title }, { kind: 'text', text: state }, ...guideBlocks(body)],
  };
}
