import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../shared/actor';
import { notFound } from '../../shared/domain-error';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import type { Tx } from '../../platform/database/sql';
import { CreateOnce, type Reread } from '../../platform/idempotency/create-once';
import { Creation, type CreationRequest } from '../../platform/idempotency/creation-request';
import { entityTag, requireIfMatch } from '../../platform/http/entity-tag';
import type { Page } from '../../platform/http/page';
import { ApiPage } from '../../platform/http/page-response';
import { requireChange } from '../../platform/validation/require-change';
import { keepsToOneself } from '../domain/staff.policy';
import { NewSkill, SkillChange, SkillQuery, SkillView } from './skills.dto';
import { SkillsReader } from './skills.reader';
import { SkillsService } from './skills.service';

@ApiTags('資格・条件')
@Controller()
export class SkillsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly creates: CreateOnce,
    private readonly service: SkillsService,
    private readonly reader: SkillsReader,
  ) {}

  @Post('people/:id/skills')
  @Can('skill.write')
  @ApiCreatedResponse({ type: SkillView })
  async add(
    @CurrentActor() actor: Actor,
    @Param('id') personId: string,
    @Body() input: NewSkill,
    @Creation() creation: CreationRequest,
  ): Promise<SkillView> {
    return this.creates.runAndReread(
      actor,
      creation,
      async (tx) => {
        const { id } = await this.service.add(tx, actor, this.clock.now(), personId, input);
        return { ...(await this.shown(tx, id)), id, location: `/api/v1/skills/${id}` };
      },
      (tx, id) => this.shown(tx, id),
    );
  }

  /** Whoever plans sees the organisation's; everybody else their own. */
  @Get('skills')
  @Can('skill.read')
  @ApiPage(SkillView)
  async list(@CurrentActor() actor: Actor, @Query() query: SkillQuery): Promise<Page<SkillView>> {
    const alone = keepsToOneself(actor.roles);
    if (alone && actor.personId === null) return { items: [], nextCursor: null };
    return this.database.transaction(actor, (tx) =>
      this.reader.page(tx, query, alone ? actor.personId : null),
    );
  }

  @Get('skills/:id')
  @Can('skill.read')
  @ApiOkResponse({ type: SkillView })
  async one(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SkillView> {
    const found = await this.database.transaction(actor, (tx) => this.reader.byId(tx, id));
    if (keepsToOneself(actor.roles) && found.personId !== actor.personId) throw notFound('資格・条件');
    void reply.header('ETag', entityTag(found.version));
    return found;
  }

  @Patch('skills/:id')
  @Can('skill.write')
  @ApiOkResponse({ type: SkillView })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() input: SkillChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SkillView> {
    const version = requireIfMatch(ifMatch);
    requireChange(input);
    const changed = await this.database.transaction(actor, (tx) =>
      this.service.change(tx, actor, this.clock.now(), { id, version }, input),
    );
    void reply.header('ETag', entityTag(changed.version));
    return changed;
  }

  @Post('skills/:id/withdrawal')
  @Can('skill.write')
  @ApiHeader({ name: 'If-Match', required: true, description: '表示していた版の ETag' })
  @ApiCreatedResponse({ type: SkillView })
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SkillView> {
    const version = requireIfMatch(ifMatch);
    const withdrawn = await this.database.transaction(actor, (tx) =>
      this.service.withdraw(tx, actor, this.clock.now(), { id, version }),
    );
    void reply.header('ETag', entityTag(withdrawn.version));
    return withdrawn;
  }

  private async shown(tx: Tx, id: string): Promise<Reread<SkillView>> {
    const body = await this.reader.byId(tx, id);
    return { body, version: body.version };
  }
}
