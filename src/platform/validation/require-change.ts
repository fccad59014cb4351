import { malformedField } from './malformed';

/** A change that changes nothing would still raise the version and put every other reader out of date. */
export function requireChange(input: object): void {
  if (Object.values(input).some((value) => value !== undefined)) return;
  throw malformedField('', 'empty', '変更する項目を1つ以上指定してください。');
}
