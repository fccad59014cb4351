import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import { formatTokyo, tokyoDay } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { readCursor, toPage } from '../../platform/http/page';
import { DirectorySearchReader } from '../directory-search.reader';
import { readMunicipalityCode } from '../domain/check-digits';
import type { Criteria, Match } from '../domain/match-services';
import { isArea } from '../domain/service-area';
import { isRoundTheClock } from '../domain/service-hours';
import { presentService } from '../services/present-service';
import { type MatchView, SearchAnswer, ServiceSearch } from './searches.dto';

@ApiTags('つなぎ先')
@Controller('directory/searches')
export class SearchesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly search: DirectorySearchReader,
  ) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  @Can('directory.read')
  @ApiOkResponse({ type: SearchAnswer })
  async create(@CurrentActor() actor: Actor, @Body() input: ServiceSearch): Promise<SearchAnswer> {
    const criteria = readCriteria(input, this.clock.now());
    const [after] = readCursor(input.cursor, [(key) => key.length > 0]) ?? [];
    const matches = await this.database.transaction(actor, (tx) => this.search.matches(tx, criteria));
    const left = after === undefined ? matches : matches.filter(({ sortKey }) => sortKey > after);
    const page = toPage(
      left.slice(0, input.limit + 1),
      input.limit,
      ({ sortKey }) => [sortKey],
      (match) => presentMatch(match, criteria.at),
    );
    return { at: formatTokyo(criteria.at), ...page };
  }
}

function readCriteria(input: ServiceSearch, now: Date): Criteria {
  return {
    worry: input.worry ?? null,
    field: input.field ?? null,
    age: input.age ?? null,
    band: input.band ?? null,
    municipality: readPlace(input.municipality ?? null),
    at: input.at ?? now,
    language: input.language ?? null,
    accompaniment: input.accompaniment ?? false,
    withClosed: input.withClosed ?? false,
  };
}

function readPlace(text: string | null): string | null {
  if (text === null) return null;
  const code = text.length === 2 ? text : readMunicipalityCode(text);
  if (code !== null && /^\d+$/.test(code) && isArea(code)) return code;
  throw invalid('/municipality', 'area', '市区町村は5桁か6桁、都道府県は2桁のコードで指定してください。');
}

function presentMatch(match: Match, at: Date): MatchView {
  const { service, isOpen, opensAt, reach, ageFit } = match;
  return {
    ...presentService(service, tokyoDay(at)),
    isOpen,
    opensAt: opensAt === null ? null : formatTokyo(opensAt),
    isRoundTheClock: isRoundTheClock(service),
    reach,
    ageFit,
  };
}
