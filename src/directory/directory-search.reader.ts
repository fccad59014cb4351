import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/sql';
import { DirectoryServicesReader } from './directory-services.reader';
import { DirectorySurroundingsReader } from './directory-surroundings.reader';
import { type Criteria, type Match, matchServices } from './domain/match-services';

const ANYBODY: Omit<Criteria, 'at'> = {
  worry: null,
  field: null,
  age: null,
  band: null,
  municipality: null,
  language: null,
  accompaniment: false,
  withClosed: true,
};

/** Services that are offered for a need. Opening hours and mergers are rules, so the last word is theirs, not the database's. */
@Injectable()
export class DirectorySearchReader {
  constructor(
    private readonly services: DirectoryServicesReader,
    private readonly surroundings: DirectorySurroundingsReader,
  ) {}

  async matches(tx: Tx, criteria: Criteria): Promise<Match[]> {
    const around = await this.surroundings.load(tx, { withRegister: criteria.municipality !== null });
    return matchServices(await this.services.candidates(tx, criteria), criteria, around);
  }

  /** Of these services those that are not retired, open or not, as they are at the instant. */
  async of(tx: Tx, ids: readonly string[], at: Date): Promise<Match[]> {
    const around = await this.surroundings.load(tx, { withRegister: false });
    return matchServices(await this.services.byIds(tx, ids), { ...ANYBODY, at }, around);
  }
}
