import { Controller, Delete, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../shared/actor';
import { formatTokyo } from '../shared/tokyo-time';
import { Can, CurrentActor, Public } from '../platform/authz/can.decorator';
import { Clock } from '../platform/clock/clock';
import { Database } from '../platform/database/database';
import { AccountsReader } from './accounts.reader';
import { AccountView, SessionView, SignInRequest } from './auth.dto';
import { PasswordGuard } from './session.guard';
import { SESSION_COOKIE, tokenOf } from './session-token';
import { type OpenedSession, SessionsService } from './sessions.service';

const COOKIE = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

@ApiTags('ログイン')
@Controller()
export class SessionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountsReader,
  ) {}

  @Post('sessions')
  @Public()
  @UseGuards(PasswordGuard)
  @ApiBody({ type: SignInRequest })
  @ApiCreatedResponse({ type: SessionView })
  async signIn(
    @Req() request: FastifyRequest & { user: OpenedSession },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, expiresAt, actor } = request.user;
    void reply.setCookie(SESSION_COOKIE, token, { ...COOKIE, expires: expiresAt });
    const account = await this.database.transaction(actor, (tx) => this.accounts.byId(tx, actor.accountId));
    return { token, expiresAt: formatTokyo(expiresAt), account };
  }

  @Delete('sessions/current')
  @Can('session.self')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = tokenOf(request);
    if (token) await this.sessions.signOut(token, actor, this.clock.now());
    void reply.clearCookie(SESSION_COOKIE, COOKIE).header('Clear-Site-Data', '"cache", "cookies", "storage"');
  }

  @Get('me')
  @Can('session.self')
  @ApiOkResponse({ type: AccountView })
  me(@CurrentActor() actor: Actor): Promise<AccountView> {
    return this.database.transaction(actor, (tx) => this.accounts.byId(tx, actor.accountId));
  }
}
