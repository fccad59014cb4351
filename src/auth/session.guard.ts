import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { PUBLIC_KEY } from '../platform/authz/can.decorator';
import { DomainError } from '../shared/domain-error';

/** Global: every route needs a session but the few that are marked public. */
@Injectable()
export class SessionGuard extends AuthGuard('session-token') {
  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(
    context: ExecutionContext,
  ): ReturnType<InstanceType<ReturnType<typeof AuthGuard>>['canActivate']> {
    return this.reflector.get<boolean>(PUBLIC_KEY, context.getHandler()) ? true : super.canActivate(context);
  }
}

/** Login itself. passport-local reports a missing field only as "no user", so the shape error is made here. */
@Injectable()
export class PasswordGuard extends AuthGuard('password') {
  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error) throw error as Error;
    if (!user) {
      throw new DomainError('malformed', 'validation', '入力内容を確認してください。', [
        { pointer: '/email', code: 'text', message: 'メールアドレスとパスワードを入力してください。' },
      ]);
    }
    return user;
  }
}
