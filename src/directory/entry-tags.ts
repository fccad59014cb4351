import type { FastifyReply } from 'fastify';
import { entityTag, requireIfMatch } from '../platform/http/entity-tag';
import type { VersionedEntry } from './retired-entry';

export function basedOn(id: string, ifMatch: string | undefined): VersionedEntry {
  return { id, version: requireIfMatch(ifMatch) };
}

/** The answer, with its version as its entity tag. */
export function tagged<View extends { readonly version: number }>(reply: FastifyReply, view: View): View {
  void reply.header('ETag', entityTag(view.version));
  return view;
}
