/** Who looks after an organisation's people; everybody else sees and writes what is their own. */
const PLANNERS = ['contractor', 'coordinator'];

export function keepsToOneself(roles: readonly string[]): boolean {
  return !PLANNERS.some((role) => roles.includes(role));
}

/** A private note is between the writer and the coordinator of the same organisation; the office does not read it. */
export function readsPrivateNote(reader: {
  readonly roles: readonly string[];
  readonly isOwner: boolean;
  readonly isSameOrganisation: boolean;
}): boolean {
  return reader.isOwner || (reader.isSameOrganisation && reader.roles.includes('coordinator'));
}
