import { formatTokyo, startOfTokyoDay } from '../../shared/tokyo-time';
import type { DirectoryBody } from '../directory-bodies.reader';
import type { DirectoryLocation } from '../directory-locations.reader';
import { municipalityCheckDigit } from '../domain/check-digits';
import { BODY_KINDS, type DirectoryService, type PhoneKind } from '../domain/service-content';
import type { HsdsContext } from './hsds-context.reader';
import { partId } from './hsds-ids';
import { hsdsSchedules } from './hsds-schedules';
import { hsdsAttributes } from './hsds-terms';

/** A service with everything that one row of HSDS `services` holds. */
export function hsdsSummary(service: DirectoryService, body: DirectoryBody): object {
  return {
    id: service.id,
    name: service.name,
    ...given('alternate_name', service.kana),
    ...given('description', service.description),
    ...given('url', service.url),
    ...given('email', service.email),
    status: 'active',
    ...given('fees_description', service.fee),
    ...given('eligibility_description', service.eligibility),
    ...given('minimum_age', service.minAge),
    ...given('maximum_age', service.maxAge),
    ...given('assured_date', service.verifiedOn),
    last_modified: formatTokyo(service.updatedAt),
    organization: hsdsOrganization(body),
  };
}

export interface HsdsParts {
  readonly service: DirectoryService;
  readonly body: DirectoryBody;
  readonly locations: readonly DirectoryLocation[];
}

/** The same with all its parts. */
export function hsdsService({ service, body, locations }: HsdsParts, context: HsdsContext): object {
  return {
    ...hsdsSummary(service, body),
    phones: service.phones.map(({ kind, number, note }, at) => ({
      id: partId(service.id, 'phone', String(at)),
      service_id: service.id,
      number,
      type: PHONE_TYPES[kind],
      ...given('description', kind === 'night' ? (note ?? '夜間の連絡先') : note),
    })),
    schedules: hsdsSchedules(service),
    service_areas: service.areas.map((area) => serviceArea(service, area, context)),
    service_at_locations: locations.map((location) => serviceAtLocation(service, location, context)),
    languages: service.languages.map((code) => ({
      id: partId(service.id, 'language', code),
      service_id: service.id,
      code,
      name: code,
    })),
    attributes: hsdsAttributes(service, context),
    capacities: capacities(service),
  };
}

const PHONE_TYPES: Readonly<Record<PhoneKind, string>> = {
  voice: 'voice',
  fax: 'fax',
  sms: 'text',
  night: 'voice',
};

/** HSDS wants a description of every organization; where there is none, its kind is told. */
function hsdsOrganization(body: DirectoryBody): object {
  return {
    id: body.id,
    name: body.name,
    ...given('alternate_name', body.kana),
    description: body.description ?? BODY_KINDS[body.kind],
    ...given('website', body.url),
    ...(body.corporateNumber === null
      ? {}
      : {
          organization_identifiers: [
            {
              id: partId(body.id, 'corporate-number'),
              organization_id: body.id,
              identifier_scheme: 'JP-JCN',
              identifier_type: '法人番号',
              identifier: body.corporateNumber,
            },
          ],
        }),
  };
}

function serviceArea(service: DirectoryService, area: string, { places }: HsdsContext): object {
  const code = lgCode(area);
  return {
    id: partId(service.id, 'area', area),
    service_id: service.id,
    name: area === 'JP' ? '全国' : (places.get(area) ?? area),
    extent: code,
    extent_type: 'text',
    uri: `urn:tsunagi:lg-code:${code}`,
  };
}

function serviceAtLocation(
  service: DirectoryService,
  location: DirectoryLocation,
  context: HsdsContext,
): object {
  const { id, municipalityCode: code } = location;
  return {
    id: partId(service.id, 'at', id),
    service_id: service.id,
    location_id: id,
    location: {
      id,
      location_type: 'physical',
      organization_id: location.bodyId,
      name: location.name,
      ...given('transportation', location.access),
      external_identifier: lgCode(code),
      external_identifier_type: 'JIS X 0402',
      addresses: [
        {
          id: partId(id, 'address'),
          location_id: id,
          address_1: location.address,
          city: context.places.get(code) ?? code,
          state_province: context.places.get(code.slice(0, 2)) ?? code.slice(0, 2),
          postal_code: location.postalCode,
          country: 'JP',
          address_type: 'physical',
        },
      ],
    },
  };
}

/** Six digits as local governments write them; a prefecture's ends in three zeros and its check digit. */
function lgCode(area: string): string {
  if (area === 'JP') return area;
  const code = area.padEnd(5, '0');
  return code + municipalityCheckDigit(code);
}

/** HSDS counts units; we know only whether there is room. */
function capacities(service: DirectoryService): object[] {
  if (service.capacity === 'unknown' || service.capacityOn === null) return [];
  return [
    {
      id: partId(service.id, 'capacity'),
      service_id: service.id,
      unit: { id: partId('unit', 'acceptance'), name: '新規の受け入れ（1：可、0：不可）' },
      available: service.capacity === 'full' ? 0 : 1,
      description: CAPACITY_WORDS[service.capacity],
      updated: formatTokyo(startOfTokyoDay(service.capacityOn)),
    },
  ];
}

const CAPACITY_WORDS = { open: '受け入れ可', limited: '残りわずか', full: '受け入れ不可' } as const;

function given(name: string, value: string | number | null): object {
  return value === null ? {} : { [name]: value };
}
