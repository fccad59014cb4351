import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { formatTokyo } from '../../shared/tokyo-time';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { RefusalKeeper } from '../conflicts/refusal-keeper';
import { ConsultationSummary } from '../consultations.dto';
import { presentSummary } from '../present-sheet';
import { nameCurrentVersion } from '../stale-write';
import type { Review, Voiding } from './review-store';
import { NewReview, NewVoiding, ReviewView } from './reviews.dto';
import { ReviewsService } from './reviews.service';

@ApiTags('相談記録票')
@Controller('consultations/:id')
export class ReviewsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keeper: RefusalKeeper,
    private readonly service: ReviewsService,
  ) {}

  @Post('review')
  @HttpCode(HttpStatus.OK)
  @Can('consultation.review')
  @ApiOkResponse({ type: ConsultationSummary })
  async review(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewReview,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationSummary> {
    const target = { id: id.toLowerCase(), version: requireIfMatch(ifMatch) };
    const sent = {
      consultationId: target.id,
      kind: 'review',
      basedOn: target.version,
      content: input,
    } as const;
    const row = await this.keeper
      .keeping(actor, sent, (tx) => this.service.review(tx, actor, this.clock.now(), target, input))
      .catch(nameCurrentVersion(reply));
    void reply.header('ETag', entityTag(row.version));
    return presentSummary(row);
  }

  @Post('voiding')
  @HttpCode(HttpStatus.OK)
  @Can('consultation.void')
  @ApiOkResponse({ type: ConsultationSummary })
  async void(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: NewVoiding,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ConsultationSummary> {
    const target = { id: id.toLowerCase(), version: requireIfMatch(ifMatch) };
    const sent = {
      consultationId: target.id,
      kind: 'voiding',
      basedOn: target.version,
      content: input,
    } as const;
    const row = await this.keeper
      .keeping(actor, sent, (tx) => this.service.void(tx, actor, this.clock.now(), target, input))
      .catch(nameCurrentVersion(reply));
    void reply.header('ETag', entityTag(row.version));
    return presentSummary(row);
  }

  /** What was decided on a sheet, with the words; newest first. */
  @Get('reviews')
  @Can('consultation.read')
  @ApiPage(ReviewView)
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page<ReviewView>> {
    const { voiding, reviews } = await this.database.transaction(actor, (tx) =>
      this.service.decisions(tx, actor, this.clock.now(), id),
    );
    const voided = voiding === null ? [] : [presentVoiding(voiding)];
    return { items: [...voided, ...reviews.map(presentReview)], nextCursor: null };
  }
}

function presentReview({ decision, revisionNo, comment, accountId, reviewedAt }: Review): ReviewView {
  return { decision, revision: revisionNo, comment, accountId, decidedAt: formatTokyo(reviewedAt) };
}

function presentVoiding({ reason, accountId, voidedAt }: Voiding): ReviewView {
  return { decision: 'voided', revision: null, comment: reason, accountId, decidedAt: formatTokyo(voidedAt) };
}
