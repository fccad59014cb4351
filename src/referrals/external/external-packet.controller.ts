import {
  Controller,
  createParamDecorator,
  type ExecutionContext,
  Get,
  HttpCode,
  HttpStatus,
  Post,
  Query,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/authz/can.decorator';
import { AcceptsForm } from '../../platform/http/form-body';
import { OneOf } from '../../platform/validation/fields';
import { EXTERNAL_ANSWERS, type ExternalAnswerKind, readAnswer } from '../domain/external-answers';
import { externalPath } from '../domain/external-link';
import { ExternalDesk } from './external-desk.service';
import { ExternalPageFilter } from './external-page.filter';
import { type ExternalRequest, FromReceiver, goTo, sendPage } from './external-request';
import { packetPage } from './pages/packet-page';
import { pinPage } from './pages/simple-pages';

const PAGE = { schema: { type: 'string' } } as const;
const EXPIRED = '時間がたったため、もう一度暗証番号を入力してください。';

class PacketQuery {
  @OneOf(EXTERNAL_ANSWERS, { optional: true, description: 'いま済んだ回答' })
  readonly done?: ExternalAnswerKind;
}

/** Which answer the route stands for. */
const AnswerKind = createParamDecorator((_: unknown, context: ExecutionContext): ExternalAnswerKind => {
  const { routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
  const kind = EXTERNAL_ANSWERS.find((name) => routeOptions.url?.endsWith(`/${name}`));
  if (!kind) throw new Error('AnswerKind on a route that is not named after an answer');
  return kind;
});

@ApiTags('つなぎ先の窓口（アカウントなし）')
@ApiParam({ name: 'token' })
@ApiProduces('text/html')
@UseFilters(ExternalPageFilter)
@Controller('external/referrals')
export class ExternalPacketController {
  constructor(private readonly desk: ExternalDesk) {}

  @Get(':token/packet')
  @Public()
  @ApiOkResponse({ ...PAGE, description: 'いま見せてよい内容と、いまできる回答' })
  @ApiResponse({ ...PAGE, status: 401, description: '暗証番号の入力から' })
  async packet(
    @FromReceiver() request: ExternalRequest,
    @Query() { done }: PacketQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const inside = await this.desk.letIn(request);
    if (inside === null) return sendPage(reply, HttpStatus.UNAUTHORIZED, pinPage(request.token, EXPIRED));
    const view = await this.desk.look(request, inside);
    return sendPage(
      reply,
      HttpStatus.OK,
      packetPage({ token: request.token, view, done: done ?? null, attempt: null }),
    );
  }

  @Post(EXTERNAL_ANSWERS.map((kind) => `:token/${kind}`))
  @Public()
  @AcceptsForm()
  @HttpCode(HttpStatus.SEE_OTHER)
  @ApiResponse({ status: 303, description: '受け取った。同じものを二度送っても一度' })
  @ApiResponse({ ...PAGE, status: 401, description: '暗証番号の入力から。書いた内容は残る' })
  @ApiResponse({ ...PAGE, status: 409, description: '今の状況ではできない。書いた内容は残る' })
  @ApiResponse({ ...PAGE, status: 412, description: '表示した後に変わった。書いた内容は残る' })
  @ApiResponse({ ...PAGE, status: 422, description: '項目ごとの誤り。書いた内容は残る' })
  async answer(
    @FromReceiver() request: ExternalRequest,
    @AnswerKind() kind: ExternalAnswerKind,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { token, form } = request;
    const inside = await this.desk.letIn(request);
    if (inside === null)
      return sendPage(reply, HttpStatus.UNAUTHORIZED, pinPage(token, EXPIRED, form['note']));
    const answer = readAnswer(kind, form);
    const refusal = Array.isArray(answer)
      ? { status: HttpStatus.UNPROCESSABLE_ENTITY, faults: answer }
      : await this.desk.give(request, inside, answer);
    if (refusal === null) return goTo(reply, `${externalPath(token)}/packet?done=${kind}`);
    const view = await this.desk.look(request, inside);
    const attempt = { kind, form, faults: refusal.faults };
    return sendPage(reply, refusal.status, packetPage({ token, view, done: null, attempt }));
  }
}
