import { formatTokyo, type TokyoDay } from '../../shared/tokyo-time';
import type { DirectoryLocation } from '../directory-locations.reader';
import type { DirectoryService } from '../domain/service-content';
import { type Staleness, staleness } from '../domain/staleness';
import type { ServiceDetail } from './services.dto';

interface PresentedService extends Omit<DirectoryService, 'updatedAt'> {
  readonly staleness: Staleness;
  readonly updatedAt: string;
}

export function presentService(service: DirectoryService, today: TokyoDay): PresentedService {
  return {
    ...service,
    staleness: staleness(service, today),
    updatedAt: formatTokyo(service.updatedAt),
  };
}

export function presentDetail(
  service: DirectoryService,
  locations: readonly DirectoryLocation[],
  today: TokyoDay,
): ServiceDetail {
  return {
    ...presentService(service, today),
    locations: locations.map(({ id, name, postalCode, municipalityCode, address, isConfidential }) => ({
      id,
      name,
      postalCode,
      municipalityCode,
      address,
      isConfidential,
    })),
  };
}
