import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy as CustomStrategy } from 'passport-custom';
import type { Actor } from '../shared/actor';
import { DomainError } from '../shared/domain-error';
import { Clock } from '../platform/clock/clock';
import { isPlainObject } from '../platform/validation/fields';
import { malformedInput } from '../platform/validation/malformed';
import { type OpenedSession, SessionsService } from './sessions.service';
import { tokenOf } from './session-token';

const SIGN_IN_FIELDS = ['email', 'password'];

/**
 * `passport` login by address and password, taken from the body alone: passport-local would also read them from the query
 * string, where they end in logs. Guards run before pipes, so shapes are checked here.
 */
@Injectable()
export class PasswordLogin extends PassportStrategy(CustomStrategy, 'password') {
  constructor(
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async validate(request: FastifyRequest): Promise<OpenedSession> {
    const { email, password } = readSignIn(request);
    const opened = await this.sessions.signIn(email, password, this.clock.now(), request.id);
    if (!opened) {
      throw new DomainError(
        'unauthenticated',
        'sign_in_refused',
        'メールアドレスまたはパスワードが違います。',
      );
    }
    return opened;
  }
}

/** Recognises the server-side session of every other request. */
@Injectable()
export class SessionRecognition extends PassportStrategy(CustomStrategy, 'session-token') {
  constructor(
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async validate(request: FastifyRequest): Promise<Actor> {
    const token = tokenOf(request);
    const actor = token && (await this.sessions.authenticate(token, this.clock.now(), request.id));
    if (!actor) throw new DomainError('unauthenticated', 'unauthenticated', 'ログインしてください。');
    return actor;
  }
}

function readSignIn(request: FastifyRequest): { email: string; password: string } {
  const { query, body } = request;
  const fields = isPlainObject(body) ? (body as Record<string, unknown>) : {};
  const { email, password } = fields;
  const faults = [
    ...Object.keys({ ...(query as object), ...fields })
      .filter((name) => !SIGN_IN_FIELDS.includes(name) || name in (query as object))
      .map(() => ({ pointer: '', code: 'unknown_field', message: 'この項目は受け付けていません。' })),
    ...(isText(email, 254)
      ? []
      : [{ pointer: '/email', code: 'text', message: 'メールアドレスを入力してください。' }]),
    ...(isText(password, 128)
      ? []
      : [{ pointer: '/password', code: 'text', message: 'パスワードを入力してください。' }]),
  ];
  if (faults.length > 0) throw malformedInput(faults);
  return { email: String(email), password: String(password) };
}

function isText(value: unknown, max: number): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= max;
}
