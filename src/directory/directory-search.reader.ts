import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/sql';
import { DirectoryServicesReader } from './directory-services.reader';
import { DirectorySurroundingsReader } from './directory-surroundings.reader';
import { type Criteria, type Match, matchServices } from './domain/match-services';

/** Services that are offered for a need. Opening hours and mergers are rules, so the last word is theirs, not the database's. */
@Injectable()
export class DirectorySearchReader {
  constructor(
    private readonly services: DirectoryServicesReader,
    private readonly surroundings: DirectorySurroundingsReader,
  ) {}

  async matches(tx: Tx, criteria: Criteria): Promise<Match[]> {
    const around = await this.surroundings.load(tx);
    return matchServices(await this.services.candidates(tx, criteria), criteria, around);
  }
}
