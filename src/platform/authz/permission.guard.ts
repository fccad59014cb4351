import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from '../../shared/actor';
import { DomainError } from '../../shared/domain-error';
import { PERMISSION_KEY, PUBLIC_KEY } from './can.decorator';
import { isAboutCases, mayDo, type Permission } from './permissions';

/** Closed by default: a route without a permission of its own answers nobody. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.get<boolean>(PUBLIC_KEY, context.getHandler())) return true;
    const permission = this.reflector.get<Permission | undefined>(PERMISSION_KEY, context.getHandler());
    const { user } = context.switchToHttp().getRequest<{ user?: Actor }>();
    if (permission !== undefined && user !== undefined && mayDo(user.roles, permission)) {
      if (user.personId === null && isAboutCases(permission)) throw personNeeded();
      return true;
    }
    throw new DomainError('forbidden', 'forbidden', 'この操作の権限がありません。');
  }
}

function personNeeded(): DomainError {
  return new DomainError(
    'forbidden',
    'account_of_nobody',
    'このアカウントには人が登録されていないため、相談の記録を扱えません。システム管理者に連絡してください。',
  );
}
