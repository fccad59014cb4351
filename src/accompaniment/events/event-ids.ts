import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '8a3c1c56-5d0e-4d55-9d2b-0c1f6f9f5a11';

/** The same approval of the same work has the same id, whoever computes it. */
export function workId(visitId: string, round: number, what: string): string {
  return uuidv5(`${visitId}/${round}/${what}`, NAMESPACE);
}

export function reversalId(eventId: string): string {
  return uuidv5(`${eventId}/reversal`, NAMESPACE);
}
