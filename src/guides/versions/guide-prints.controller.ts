import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../shared/actor';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { attachment } from '../../platform/http/content-disposition';
import { writePdf } from '../../platform/pdf/write-pdf';
import { GuidesReader } from '../guides.reader';
import { guidePdf } from './guide-pdf';
import { ApiGuideVersionPath, GuideVersionInPath, type GuideVersionName } from './guide-version-in-path';
import { ComparisonQuery, GuideComparisonView, presentGuideVersion } from './guide-versions.dto';

const PDF = 'application/pdf';

/** A version on paper, and two of them side by side. */
@ApiTags('方針・手引き・誓約')
@Controller('guides/:id/versions/:number')
export class GuidePrintsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: GuidesReader,
  ) {}

  @Get('print.pdf')
  @Can('guide.read')
  @ApiGuideVersionPath()
  @ApiProduces(PDF)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @CurrentActor() actor: Actor,
    @GuideVersionInPath() { guideId, number }: GuideVersionName,
  ): Promise<StreamableFile> {
    const version = await this.database.transaction(actor, (tx) => this.reader.version(tx, guideId, number));
    const bytes = await writePdf(guidePdf(version, this.clock.now()));
    return new StreamableFile(bytes, {
      type: PDF,
      disposition: attachment(`${version.title} 第${number}版.pdf`, 'guide.pdf'),
      length: bytes.length,
    });
  }

  @Get('comparison')
  @Can('guide.read')
  @ApiGuideVersionPath()
  @ApiOkResponse({ type: GuideComparisonView })
  async compare(
    @CurrentActor() actor: Actor,
    @GuideVersionInPath() { guideId, number }: GuideVersionName,
    @Query() query: ComparisonQuery,
  ): Promise<GuideComparisonView> {
    const [first, last] = [number, Number(query.with)].toSorted((a, b) => a - b);
    return this.database.transaction(actor, async (tx) => ({
      before: presentGuideVersion(await this.reader.version(tx, guideId, first ?? number)),
      after: presentGuideVersion(await this.reader.version(tx, guideId, last ?? number)),
    }));
  }
}
