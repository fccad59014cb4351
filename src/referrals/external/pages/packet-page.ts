import type { FieldFault } from '../../../shared/domain-error';
import { spellTokyo } from '../../../shared/tokyo-time';
import type { ExternalAnswerKind } from '../../domain/external-answers';
import { externalPath } from '../../domain/external-link';
import type { ReferralStatus } from '../../domain/referral-moves';
import type { ExternalView } from '../external-view.service';
import { answerForm, type Attempt } from './answer-forms';
import { type Html, markup } from './markup';
import { faultList, keptWords, page } from './layout';

const STATUS_WORDS: Readonly<Record<ReferralStatus, string>> = {
  proposed: '準備中です',
  consented: '準備中です',
  sent: '回答を待っています',
  no_answer: '回答期限を過ぎましたが、まだ回答できます',
  accepted: '受け付けていただきました',
  declined: 'お断りの回答をいただきました',
  appointment: '面談の日時が決まりました',
  met: '本人と会っていただきました',
  accompanied: '同行しました',
  received: '支援を引き受けていただきました',
  withdrawn: '送信元が取り下げました',
  closed: '終わりました',
};

const DONE_WORDS: Readonly<Record<ExternalAnswerKind, string>> = {
  acceptance: '受け付けました。ありがとうございます。',
  refusal: 'お断りの回答を受け取りました。ありがとうございます。',
  appointment: '日時を記録しました。',
  outcome: '結果を受け取りました。ありがとうございます。',
  contact: '連絡先の確認を受け取りました。ありがとうございます。',
};

export interface PacketPage {
  readonly token: string;
  readonly view: ExternalView;
  /** The answer that has just been given. */
  readonly done: ExternalAnswerKind | null;
  /** The answer that could not be taken. */
  readonly attempt: Attempt | null;
}

export function packetPage({ token, view, done, attempt }: PacketPage): string {
  const faults: readonly FieldFault[] = attempt?.faults ?? [];
  const homeless =
    attempt !== null && !view.answers.includes(attempt.kind) ? attempt.form['note'] : undefined;
  return page(`${view.receiverName}　御中`, [
    markup`${done === null ? null : markup`<p class="done" role="status">${DONE_WORDS[done]}</p>`}`,
    markup`${faultList(faults)}${keptWords(homeless)}`,
    state(view),
    ...packet(view),
    ...view.answers.map((kind) => answerForm(kind, { token, view, attempt })),
    markup`<form method="post" action="${externalPath(token)}/leave"><button type="submit">見終わった（画面を閉じる前に押す）</button></form>`,
  ]);
}

function state({ senderName, referral }: ExternalView): Html {
  const { status, respondBy, appointmentAt } = referral;
  const isAwaited = status === 'sent' && respondBy !== null;
  return markup`<table>
<tr><th>送信元</th><td>${senderName}</td></tr>
<tr><th>今の状況</th><td>${STATUS_WORDS[status]}</td></tr>
${isAwaited ? markup`<tr><th>回答期限</th><td>${spellTokyo(respondBy)}</td></tr>` : null}
${appointmentAt === null || status !== 'appointment' ? null : markup`<tr><th>面談の日時</th><td>${spellTokyo(appointmentAt)}</td></tr>`}
</table>`;
}

function packet({ packet: shown, answers }: ExternalView): Html[] {
  if (shown === null) return [markup`<p>お見せできる内容はありません。</p>`];
  const named = answers.includes('acceptance')
    ? markup`<p>氏名と連絡先は、受け付けていただいた後に、本人の同意がある場合だけお見せします。</p>`
    : markup`<p>本人の氏名と連絡先をお伝えする同意がないか、記録がありません。送信元へお尋ねください。</p>`;
  return [
    markup`<h2>内容</h2>${table(shown.lines)}`,
    markup`<h2>本人</h2>${shown.identity === null ? named : table(shown.identity)}`,
  ];
}

function table(lines: readonly (readonly [string, string])[]): Html {
  return markup`<table>${lines.map(([label, words]) => markup`<tr><th>${label}</th><td>${words}</td></tr>`)}</table>`;
}
