import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/canonical-json';

interface DigestedText {
  readonly code: string;
  readonly language: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

/** What a signature under a published version stands for: every word of it, and which version it is. */
export function guideDigest({ code, language, number, title, body }: DigestedText): string {
  return createHash('sha256')
    .update(canonicalJson({ code, language, number, title, body }), 'utf8')
    .digest('hex');
}
