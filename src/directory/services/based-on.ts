import { requireIfMatch } from '../../platform/http/entity-tag';
import type { VersionedEntry } from '../retired-entry';

export function basedOn(id: string, ifMatch: string | undefined): VersionedEntry {
  return { id, version: requireIfMatch(ifMatch) };
}
