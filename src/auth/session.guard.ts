import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { PUBLIC_KEY } from '../platform/authz/can.decorator';

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

/** Login itself. */
@Injectable()
export class PasswordGuard extends AuthGuard('password') {}
