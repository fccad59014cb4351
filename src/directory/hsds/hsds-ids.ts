import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = uuidv5('urn:tsunagi:hsds', uuidv5.URL);

/** HSDS wants an id on every part; parts that are columns with us get one that stays the same as long as they do. */
export function partId(...path: readonly string[]): string {
  return uuidv5(path.join('/'), NAMESPACE);
}
