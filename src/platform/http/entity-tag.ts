import { DomainError } from '../../shared/domain-error';
import { malformedField } from '../validation/malformed';

/** Strong validator of one version of one resource (RFC 9110 §8.8.1). */
export function entityTag(version: number): string {
  return `"v${version}"`;
}

/** The version a change is based on. Missing: 428; weak or `*`: 400, since only a strong match protects a text. */
export function requireIfMatch(header: string | undefined): number {
  if (header === undefined) {
    throw new DomainError(
      'precondition_required',
      'if_match_required',
      '変更前の版（ETag）を If-Match で指定してください。',
    );
  }
  const found = /^"v(\d{1,9})"$/.exec(header.trim());
  if (!found)
    throw malformedField(
      '#If-Match',
      'if_match',
      'If-Match には、応答の ETag をそのまま（例："v3"）送ってください。',
    );
  return Number(found[1]);
}

export function stale(): DomainError {
  return new DomainError(
    'stale',
    'stale',
    '表示した後に別の画面か他の人が変更しました。最新の内容を確かめてからやり直してください。',
  );
}
