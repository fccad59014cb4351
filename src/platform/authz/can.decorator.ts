import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import type { Permission } from './permissions';

export const PERMISSION_KEY = 'tsunagi:permission';
export const PUBLIC_KEY = 'tsunagi:public';

/** The one permission that opens this route. */
export const Can = (permission: Permission): MethodDecorator => SetMetadata(PERMISSION_KEY, permission);

/** Answers without a login. Method-level only, so that a later handler of the class is not opened by accident. */
export const Public = (): MethodDecorator => SetMetadata(PUBLIC_KEY, true);

/** Who is calling; the guard has made sure that there is one. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { user } = context.switchToHttp().getRequest<{ user?: Actor }>();
  if (!user) throw new Error('CurrentActor on a route without a session');
  return user;
});
