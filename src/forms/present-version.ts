import type { FastifyReply } from 'fastify';
import { formatTokyo } from '../shared/tokyo-time';
import { entityTag } from '../platform/http/entity-tag';
import type { FormVersionView } from './forms.dto';
import type { FormVersionRow } from './forms.reader';

/** With its version as ETag. */
export function presentVersion(row: FormVersionRow, reply: FastifyReply): FormVersionView {
  void reply.header('ETag', entityTag(row.revision));
  return viewVersion(row);
}

export function viewVersion(row: FormVersionRow): FormVersionView {
  return {
    id: row.id,
    formId: row.formId,
    number: row.number,
    status: row.publishedAt === null ? 'draft' : 'published',
    inForceFrom: row.inForceFrom === null ? null : formatTokyo(row.inForceFrom),
    publishedAt: row.publishedAt === null ? null : formatTokyo(row.publishedAt),
    createdAt: formatTokyo(row.createdAt),
    definition: row.definition,
  };
}
