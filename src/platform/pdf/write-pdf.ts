import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { spellTokyo } from '../../shared/tokyo-time';
import { Turnstile } from '../http/turnstile';
import { documentDefinition, FONT, POINTS } from './document-definition';
import type { PdfModel } from './pdf-model';

const WORKER = join(__dirname, 'pdf-worker.cjs');
const HEAP_MB = 512;

/** Each document takes a processor and up to half a gigabyte while it is laid out. */
const gate = new Turnstile(2, 8, {
  code: 'too_many_prints',
  message: '印刷が混み合っています。少し待ってからもう一度お試しください。',
});

const normal = fontFile('400Regular/NotoSansJP_400Regular');
const bold = fontFile('700Bold/NotoSansJP_700Bold');

/** Writes plain blocks with the Japanese font embedded, of it the characters in use, in a thread of its own. */
export function writePdf(model: PdfModel): Promise<Buffer> {
  return gate.pass(() => render(model));
}

function render(model: PdfModel): Promise<Buffer> {
  const worker = new Worker(WORKER, {
    workerData: {
      document: documentDefinition(model),
      fonts: { family: FONT, normal, bold, italics: normal, bolditalics: bold },
      footer: {
        margin: [POINTS.margin, 8, POINTS.margin, 0],
        fontSize: POINTS.text - 1,
        left: `${spellTokyo(model.asOf)} 現在`,
        centre: model.title.toWellFormed(),
      },
    },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', ({ bytes, failure }: { bytes?: Uint8Array; failure?: string }) => {
      if (bytes) resolve(Buffer.from(bytes));
      else reject(new Error(`PDF: ${failure}`));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('PDF: the thread ended without an answer'));
    });
  });
}

function fontFile(name: string): string {
  return require.resolve(`@expo-google-fonts/noto-sans-jp/${name}.ttf`);
}
