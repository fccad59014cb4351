import { Controller, Get, HttpCode, HttpStatus, Post, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { AcceptsForm } from '../../platform/http/form-body';
import { externalPath } from '../domain/external-link';
import { DoorkeeperService, type Knock } from './doorkeeper.service';
import { ExternalPageFilter } from './external-page.filter';
import { EXTERNAL_COOKIE, type ExternalRequest, FromReceiver, goTo, sendPage } from './external-request';
import { leftPage, lockedPage, pinPage } from './pages/simple-pages';

const COOKIE = { secure: true, httpOnly: true, sameSite: 'strict' } as const;
const PAGE = { schema: { type: 'string' } } as const;

/** Outside `/api/v1`, in pages without a script: whoever comes here has a fax in hand and no account. */
@ApiTags('つなぎ先の窓口（アカウントなし）')
@ApiParam({ name: 'token' })
@ApiProduces('text/html')
@UseFilters(ExternalPageFilter)
@Controller('external/referrals')
export class ExternalDoorController {
  constructor(
    private readonly clock: Clock,
    private readonly door: DoorkeeperService,
  ) {}

  @Get(':token')
  @Public()
  @ApiOkResponse({ ...PAGE, description: '暗証番号の入力。知らない・期限切れ・取消しのリンクは同じ 404' })
  async knock(
    @FromReceiver() request: ExternalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { token, typedToken, session } = request;
    if (token !== typedToken) return goTo(reply, externalPath(token));
    const knock = this.knocking(request);
    if (await this.door.isLocked(knock)) return sendPage(reply, HttpStatus.FORBIDDEN, lockedPage());
    if ((await this.door.recognise(knock, session)) !== null)
      return goTo(reply, `${externalPath(token)}/packet`);
    return sendPage(reply, HttpStatus.OK, pinPage(token, null));
  }

  @Post(':token/session')
  @Public()
  @AcceptsForm()
  @HttpCode(HttpStatus.SEE_OTHER)
  @ApiResponse({ status: 303, description: '暗証番号が合った。Cookie はこのリンクの下だけで、30分' })
  @ApiResponse({ ...PAGE, status: 401, description: '違う' })
  @ApiResponse({ ...PAGE, status: 403, description: '5回続けて違い、止まった' })
  async unlock(
    @FromReceiver() request: ExternalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { token, form } = request;
    const answer = await this.door.tryPin(this.knocking(request), form['pin'] ?? '');
    if (answer === 'locked') return sendPage(reply, HttpStatus.FORBIDDEN, lockedPage());
    if (answer === 'wrong') {
      const error = '暗証番号が違います。5回続けて間違えると、このリンクは使えなくなります。';
      return sendPage(reply, HttpStatus.UNAUTHORIZED, pinPage(token, error));
    }
    const cookie = { ...COOKIE, path: externalPath(token), expires: answer.expiresAt };
    void reply.setCookie(EXTERNAL_COOKIE, answer.token, cookie);
    return goTo(reply, `${externalPath(token)}/packet`);
  }

  @Post(':token/leave')
  @Public()
  @AcceptsForm()
  @HttpCode(HttpStatus.OK)
  @ApiOkResponse({ ...PAGE, description: '窓口のパソコンは皆で使う' })
  async leave(
    @FromReceiver() request: ExternalRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const knock = this.knocking(request);
    await this.door.isLocked(knock);
    await this.door.leave(knock, request.session);
    void reply.clearCookie(EXTERNAL_COOKIE, { ...COOKIE, path: externalPath(request.token) });
    return sendPage(reply, HttpStatus.OK, leftPage());
  }

  private knocking({ token, requestId }: ExternalRequest): Knock {
    return { token, requestId, now: this.clock.now() };
  }
}
