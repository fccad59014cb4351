import { externalPath, PIN_LENGTH } from '../../domain/external-link';
import { markup } from './markup';
import { keptWords, page } from './layout';

/** Of what is behind it, the page of the PIN says nothing. */
export function pinPage(token: string, error: string | null, words?: string): string {
  return page('暗証番号の入力', [
    markup`<p>電話でお伝えした${PIN_LENGTH}けたの暗証番号を入力してください。</p>`,
    markup`${error === null ? null : markup`<p class="error" role="alert">${error}</p>`}`,
    markup`<form method="post" action="${externalPath(token)}/session" autocomplete="off">
<label for="field-pin">暗証番号</label>
<input type="text" id="field-pin" name="pin" inputmode="numeric" autocomplete="off" maxlength="20">
<button type="submit">次へ</button>
</form>`,
    markup`<p>お心当たりのない方は、何も入力せずにこの画面を閉じ、送信元へお知らせください。</p>`,
    markup`${keptWords(words)}`,
  ]);
}

export function lockedPage(): string {
  return page('このリンクは止まっています', [
    markup`<p>暗証番号の誤りが続いたため、このリンクを止めました。送信元へ電話をして、新しいリンクと暗証番号を受け取ってください。</p>`,
  ]);
}

export function leftPage(): string {
  return page('終わりました', [
    markup`<p>画面を閉じてください。もう一度見るときは、リンクを開いて暗証番号を入力してください。</p>`,
  ]);
}

export function refusalPage(title: string, message: string, words?: string): string {
  return page(title, [markup`<p>${message}</p>`, markup`${keptWords(words)}`]);
}
