import { createHash } from 'node:crypto';
import type { FieldFault } from '../../../shared/domain-error';
import { Html, markup } from './markup';

/** Plain enough for any browser of the last fifteen years. */
const STYLE = `
body{font-family:sans-serif;font-size:18px;line-height:1.7;color:#000;background:#fff;max-width:42em;margin:0 auto;padding:1em}
h1{font-size:1.4em}h2{font-size:1.2em;border-bottom:2px solid #000;margin-top:2em}
th,td{text-align:left;vertical-align:top;padding:.3em .8em .3em 0}
label{display:block;margin-top:.8em;font-weight:bold}label.choice{font-weight:normal;margin-top:.3em}
input[type=text],select,textarea{font-size:1em;padding:.4em;width:100%;box-sizing:border-box;border:2px solid #555}
textarea{height:7em}button{font-size:1.1em;padding:.5em 1.5em;margin-top:1em}
.error{color:#a00;font-weight:bold}.done{border:3px solid #060;padding:.8em}.fault{border:3px solid #a00;padding:.8em}
`;

/** Nothing may be loaded or run; the one style is known by its hash. */
export const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
} as const;

export function page(title: string, body: readonly Html[]): string {
  return markup`<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`.written;
}

/** What is wrong, at the top and as a way to each field. */
export function faultList(faults: readonly FieldFault[]): Html | null {
  if (faults.length === 0) return null;
  const items = faults.map(({ pointer, message }) =>
    pointer === ''
      ? markup`<li>${message}</li>`
      : markup`<li><a href="#${idOf(pointer)}">${message}</a></li>`,
  );
  return markup`<div class="fault" role="alert"><p>入力を確かめてください。書いた内容は残っています。</p><ul>${items}</ul></div>`;
}

export function faultAt(faults: readonly FieldFault[], name: string): Html | null {
  const found = faults.find(({ pointer }) => pointer === `/${name}`);
  return found ? markup`<p class="error">${found.message}</p>` : null;
}

function idOf(pointer: string): string {
  return `field-${pointer.slice(1)}`;
}

/** Words that no form of this page has a place for any more. */
export function keptWords(words: string | undefined): Html | null {
  if (!words) return null;
  return markup`<label for="kept">書きかけの内容（控えとして写してお使いください）</label>
<textarea id="kept" readonly>${words}</textarea>`;
}
