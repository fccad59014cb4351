import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy as CustomStrategy } from 'passport-custom';
import { Strategy as LocalStrategy } from 'passport-local';
import type { Actor } from '../shared/actor';
import { DomainError } from '../shared/domain-error';
import { Clock } from '../platform/clock/clock';
import { malformedInput } from '../platform/validation/malformed';
import { type OpenedSession, SessionsService } from './sessions.service';
import { tokenOf } from './session-token';

/** `passport` login by address and password. Guards run before pipes, so shapes are checked here. */
@Injectable()
export class PasswordLogin extends PassportStrategy(LocalStrategy, 'password') {
  constructor(
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true, session: false });
  }

  async validate(request: FastifyRequest, email: unknown, password: unknown): Promise<OpenedSession> {
    const faults = [
      ...(isText(email, 254)
        ? []
        : [{ pointer: '/email', code: 'text', message: 'メールアドレスを入力してください。' }]),
      ...(isText(password, 128)
        ? []
        : [{ pointer: '/password', code: 'text', message: 'パスワードを入力してください。' }]),
    ];
    if (faults.length > 0) throw malformedInput(faults);
    const opened = await this.sessions.signIn(String(email), String(password), this.clock.now(), request.id);
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

function isText(value: unknown, max: number): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= max;
}
