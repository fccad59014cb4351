import { spellTokyo } from '../../shared/tokyo-time';
import type { PdfBlock, PdfModel } from '../../platform/pdf/pdf-model';

export const COVER_SHEET_TITLE = 'つなぎのお願い（送付状）';

/** What is on the sheet; who it is about, what happened and the PIN are not. */
export interface CoverSheet {
  readonly receiverName: string;
  readonly senderName: string;
  readonly sentAt: Date | null;
  readonly respondBy: Date | null;
  readonly expiresAt: Date;
  readonly address: string;
}

const SIZE = { title: 22, name: 18, text: 14, address: 13, token: 18 } as const;
const QR_POINTS = 170;

/** One page that a fax machine can carry: black on white, large type, nothing shaded. */
export function coverSheetPdf(sheet: CoverSheet, asOf: Date): PdfModel {
  const { receiverName, senderName, sentAt, respondBy, expiresAt, address } = sheet;
  const place = address.lastIndexOf('/') + 1;
  return {
    title: COVER_SHEET_TITLE,
    creator: 'Tsunagi',
    asOf,
    paper: 'A4',
    orientation: 'portrait',
    blocks: [
      text(COVER_SHEET_TITLE, SIZE.title, true),
      text(`${receiverName}　御中`, SIZE.name, true),
      text(
        [
          `送信元：${senderName}`,
          `送信日時：${spellTokyo(asOf)}`,
          `依頼日時：${spellTokyo(sentAt ?? asOf)}`,
          '枚数：1枚（この紙だけです）',
          `回答期限：${respondBy === null ? '定めていません' : spellTokyo(respondBy)}`,
        ].join('\n'),
      ),
      text('回答のしかた', SIZE.name, true),
      text(
        [
          '1. 下の QR コードを読み取るか、アドレスをパソコンで入力してください。',
          '2. 電話でお伝えする暗証番号（数字8けた）を入力してください。',
          '3. 内容を見て、受け付けるかどうかを選んでください。',
        ].join('\n'),
      ),
      { kind: 'qr', text: address, size: QR_POINTS },
      text('アドレス（2行を続けて入力。0 は数字のゼロ、1 は数字のいち）'),
      text(address.slice(0, place), SIZE.address, true),
      text(address.slice(place), SIZE.token, true),
      text(`この紙に個人の情報は書いてありません。リンクは ${spellTokyo(expiresAt)} まで使えます。`),
      text('宛先が違うとき', SIZE.name, true),
      text(
        'リンクを開かずに、送信元へ電話でお知らせください。この紙は破って捨ててください。暗証番号がなければ内容は見られません。',
      ),
      { kind: 'group', blocks: [text('送信元の電話・担当'), { kind: 'rules', count: 1 }] },
    ],
  };
}

function text(words: string, size: number = SIZE.text, isBold = false): PdfBlock {
  return { kind: 'text', text: words, size, isBold };
}
