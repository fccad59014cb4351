/** What HSDS 3.1 asks of the objects that we write, put down by hand from its documentation: members, types, formats. */
interface Shape {
  readonly required: readonly string[];
  readonly members: Readonly<Record<string, Kind>>;
}

/** `text`, `number`, a format, a list of words, `[shape]` for a list of objects, `shape` for one. */
type Kind = string | readonly string[];

const SHAPES: Readonly<Record<string, Shape>> = {
  service: {
    required: ['id', 'name', 'status'],
    members: {
      id: 'uuid',
      name: 'text',
      alternate_name: 'text',
      description: 'text',
      url: 'uri',
      email: 'email',
      status: ['active', 'inactive', 'defunct', 'temporarily closed'],
      fees_description: 'text',
      eligibility_description: 'text',
      minimum_age: 'number',
      maximum_age: 'number',
      assured_date: 'date',
      last_modified: 'date-time',
      organization: 'organization',
      phones: '[phone]',
      schedules: '[schedule]',
      service_areas: '[service_area]',
      service_at_locations: '[service_at_location]',
      languages: '[language]',
      attributes: '[attribute]',
      capacities: '[service_capacity]',
    },
  },
  organization: {
    required: ['id', 'name', 'description'],
    members: {
      id: 'uuid',
      name: 'text',
      alternate_name: 'text',
      description: 'text',
      website: 'uri',
      organization_identifiers: '[organization_identifier]',
    },
  },
  organization_identifier: {
    required: ['id', 'identifier_type', 'identifier'],
    members: {
      id: 'uuid',
      organization_id: 'uuid',
      identifier_scheme: 'text',
      identifier_type: 'text',
      identifier: 'text',
    },
  },
  phone: {
    required: ['id', 'number'],
    members: {
      id: 'uuid',
      service_id: 'uuid',
      number: 'text',
      type: ['voice', 'fax', 'text'],
      description: 'text',
    },
  },
  schedule: {
    required: ['id'],
    members: {
      id: 'uuid',
      service_id: 'uuid',
      valid_from: 'date',
      valid_to: 'date',
      dtstart: 'date',
      timezone: 'number',
      freq: ['WEEKLY', 'MONTHLY'],
      interval: 'number',
      wkst: ['MO'],
      byday: 'days',
      opens_at: 'time',
      closes_at: 'time',
      description: 'text',
      notes: 'text',
    },
  },
  service_area: {
    required: ['id'],
    members: {
      id: 'uuid',
      service_id: 'uuid',
      name: 'text',
      extent: 'text',
      extent_type: 'text',
      uri: 'uri',
    },
  },
  service_at_location: {
    required: ['id'],
    members: { id: 'uuid', service_id: 'uuid', location_id: 'uuid', location: 'location' },
  },
  location: {
    required: ['id', 'location_type'],
    members: {
      id: 'uuid',
      location_type: ['physical', 'postal', 'virtual'],
      organization_id: 'uuid',
      name: 'text',
      transportation: 'text',
      external_identifier: 'text',
      external_identifier_type: 'text',
      addresses: '[address]',
    },
  },
  address: {
    required: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
    members: {
      id: 'uuid',
      location_id: 'uuid',
      address_1: 'text',
      city: 'text',
      state_province: 'text',
      postal_code: 'text',
      country: ['JP'],
      address_type: ['physical', 'postal', 'virtual'],
    },
  },
  language: { required: ['id'], members: { id: 'uuid', service_id: 'uuid', code: 'text', name: 'text' } },
  attribute: {
    required: ['id'],
    members: {
      id: 'uuid',
      link_id: 'uuid',
      taxonomy_term_id: 'uuid',
      link_type: 'text',
      link_entity: 'text',
      value: 'text',
      label: 'text',
      taxonomy_term: 'taxonomy_term',
    },
  },
  taxonomy_term: {
    required: ['id', 'name', 'description'],
    members: {
      id: 'uuid',
      code: 'text',
      name: 'text',
      description: 'text',
      taxonomy: 'text',
      taxonomy_detail: 'taxonomy',
      language: 'text',
      taxonomy_id: 'uuid',
    },
  },
  taxonomy: {
    required: ['id', 'name', 'description'],
    members: { id: 'uuid', name: 'text', description: 'text' },
  },
  service_capacity: {
    required: ['id', 'unit', 'available', 'updated'],
    members: {
      id: 'uuid',
      service_id: 'uuid',
      unit: 'unit',
      available: 'number',
      description: 'text',
      updated: 'date-time',
    },
  },
  unit: { required: ['id', 'name'], members: { id: 'uuid', name: 'text' } },
};

const FORMATS: Readonly<Record<string, RegExp>> = {
  text: /\S/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/,
  email: /^\S+@\S+$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  time: /^([01]\d|2[0-3]):[0-5]\d[+-]\d\d:\d\d$/,
  days: /^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*$/,
};

/** Everything in which the object is not what HSDS asks for, by its place. */
export function hsdsFaults(name: string, value: unknown, place = name): string[] {
  const shape = SHAPES[name];
  if (!shape || typeof value !== 'object' || value === null || Array.isArray(value))
    return [`${place} is no object`];
  const members = value as Record<string, unknown>;
  const missing = shape.required.filter((member) => !(member in members));
  return [
    ...missing.map((member) => `${place}/${member} is missing`),
    ...Object.entries(members).flatMap(([member, held]) =>
      memberFaults(shape.members[member], held, `${place}/${member}`),
    ),
  ];
}

function memberFaults(kind: Kind | undefined, value: unknown, place: string): string[] {
  if (kind === undefined) return [`${place} is unknown`];
  if (typeof kind !== 'string') return kind.includes(String(value)) ? [] : [`${place} is none of the words`];
  if (kind === 'number') return typeof value === 'number' ? [] : [`${place} is no number`];
  const format = FORMATS[kind];
  if (format) return typeof value === 'string' && format.test(value) ? [] : [`${place} is no ${kind}`];
  const listed = /^\[(.+)\]$/.exec(kind)?.[1];
  if (listed === undefined) return hsdsFaults(kind, value, place);
  if (!Array.isArray(value)) return [`${place} is no list`];
  return value.flatMap((item, at) => hsdsFaults(listed, item, `${place}/${at}`));
}
