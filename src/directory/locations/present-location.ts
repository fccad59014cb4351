import type { DirectoryLocation } from '../directory-locations.reader';
import type { LocationView } from './locations.dto';

/** Whose entry it is stays inside. */
export function presentLocation(location: DirectoryLocation): LocationView {
  const { id, bodyId, name, postalCode, municipalityCode, address } = location;
  const { access, isConfidential, status, retiredReason, version } = location;
  const place = { id, bodyId, name, postalCode, municipalityCode, address };
  return { ...place, access, isConfidential, status, retiredReason, version };
}
