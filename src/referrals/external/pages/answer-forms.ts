import type { FieldFault } from '../../../shared/domain-error';
import type { ExternalAnswerKind } from '../../domain/external-answers';
import { externalPath } from '../../domain/external-link';
import { DECLINE_REASONS, type ReferralOutcome } from '../../domain/outcomes';
import type { ExternalView } from '../external-view.service';
import { type Html, markup } from './markup';
import { faultAt } from './layout';

const OUTCOME_WORDS: Readonly<Record<ReferralOutcome, string>> = {
  connected: '支援が始まった',
  waiting: '順番待ちになった',
  refused_by_client: '本人が希望しなかった',
  unreachable: '本人と連絡が取れなかった',
  not_eligible: '対象ではなかった',
  emergency: '救急・警察などの緊急対応になった',
  unknown: '分からない',
};

/** What was sent and could not be taken; shown again as it was typed. */
export interface Attempt {
  readonly kind: ExternalAnswerKind;
  readonly form: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
}

interface FormFrame {
  readonly token: string;
  readonly view: ExternalView;
  readonly attempt: Attempt | null;
}

/** What one form shows: the words typed into it before, and what is wrong with them. */
interface Typed {
  readonly form: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
  /** Ids differ from form to form; of the one that went wrong they are those that `faultList` points to. */
  readonly prefix: string;
}

export function answerForm(kind: ExternalAnswerKind, { token, view, attempt }: FormFrame): Html {
  const typed: Typed =
    attempt?.kind === kind
      ? { form: attempt.form, faults: attempt.faults, prefix: 'field' }
      : { form: {}, faults: [], prefix: kind };
  const version = kind === 'contact' ? (view.entry?.version ?? 0) : view.referral.version;
  const { title, fields, button } = parts(kind, typed, view);
  return markup`<h2>${title}</h2>
<form method="post" action="${externalPath(token)}/${kind}" autocomplete="off">
<input type="hidden" name="version" value="${version}">
${fields}
<button type="submit">${button}</button>
</form>`;
}

function parts(
  kind: ExternalAnswerKind,
  typed: Typed,
  view: ExternalView,
): { title: string; fields: Html; button: string } {
  switch (kind) {
    case 'acceptance':
      return {
        title: '受け付ける',
        fields: note('送信元へ伝えること（なくてもよい）', typed),
        button: '受け付ける',
      };
    case 'refusal':
      return {
        title: '受け付けられない',
        fields: markup`${choice('reason', '理由', DECLINE_REASONS, typed)}${note('補足（なくてもよい）', typed)}`,
        button: '断る',
      };
    case 'appointment':
      return {
        title: '面談などの日時を知らせる',
        fields: markup`${line('day', '日付（例：2027/1/5）', typed)}${line('time', '時刻（例：10:00）', typed)}${note('補足（なくてもよい）', typed)}`,
        button: '日時を記録する',
      };
    case 'outcome':
      return {
        title: '結果を知らせる',
        fields: markup`${choice('result', '結果', OUTCOME_WORDS, typed)}${note('補足（なくてもよい。本人の氏名は書かないでください）', typed)}`,
        button: '結果を送る',
      };
    case 'contact':
      return { title: '貴窓口の連絡先の確認', fields: contact(typed, view), button: '確認を送る' };
  }
}

function contact(typed: Typed, { entry }: ExternalView): Html {
  const words = note('正しい内容（直すところがあるとき）', typed);
  if (entry === null)
    return markup`<input type="hidden" name="correct" value="no"><p>名簿に載せるための連絡先をお知らせください。</p>${words}`;
  const lines = entry.lines.map(([label, value]) => markup`<tr><th>${label}</th><td>${value}</td></tr>`);
  return markup`<p>つなぎ先名簿には次のように載っています。</p><table>${lines}</table>
${radios('correct', { yes: 'このとおりで正しい', no: '直すところがある' }, typed)}${words}`;
}

function line(name: string, label: string, { form, faults, prefix }: Typed): Html {
  return markup`<label for="${prefix}-${name}">${label}</label>${faultAt(faults, name)}
<input type="text" id="${prefix}-${name}" name="${name}" value="${form[name] ?? ''}" maxlength="40">`;
}

function note(label: string, { form, faults, prefix }: Typed): Html {
  return markup`<label for="${prefix}-note">${label}</label>${faultAt(faults, 'note')}
<textarea id="${prefix}-note" name="note">
${form['note'] ?? ''}</textarea>`;
}

function choice(
  name: string,
  label: string,
  options: Readonly<Record<string, string>>,
  { form, faults, prefix }: Typed,
): Html {
  const items = Object.entries(options).map(([code, word]) =>
    form[name] === code
      ? markup`<option value="${code}" selected>${word}</option>`
      : markup`<option value="${code}">${word}</option>`,
  );
  return markup`<label for="${prefix}-${name}">${label}</label>${faultAt(faults, name)}
<select id="${prefix}-${name}" name="${name}"><option value="">選んでください</option>${items}</select>`;
}

function radios(
  name: string,
  options: Readonly<Record<string, string>>,
  { form, faults, prefix }: Typed,
): Html {
  const items = Object.entries(options).map(([code, word], at) => {
    const id = at === 0 ? `${prefix}-${name}` : `${prefix}-${name}-${code}`;
    const box =
      form[name] === code
        ? markup`<input type="radio" id="${id}" name="${name}" value="${code}" checked>`
        : markup`<input type="radio" id="${id}" name="${name}" value="${code}">`;
    return markup`<label class="choice" for="${id}">${box} ${word}</label>`;
  });
  return markup`${faultAt(faults, name)}${items}`;
}
