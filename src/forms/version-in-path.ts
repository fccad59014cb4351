import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { notFound } from '../shared/domain-error';
import { isUuidText } from '../platform/validation/fields';
import type { VersionName } from './form-drafts.service';

const NUMBER = /^[1-9]\d{0,8}$/;

/** The version that an address `forms/:id/versions/:number` names; what is no number is no version. */
export const VersionInPath = createParamDecorator((_: unknown, context: ExecutionContext): VersionName => {
  const { params } = context.switchToHttp().getRequest<{ params: Readonly<Record<string, string>> }>();
  const { id = '', number = '' } = params;
  if (!isUuidText(id) || !NUMBER.test(number)) throw notFound('様式の版');
  return { formId: id, number: Number(number) };
});

/** The same for the API document, which cannot see it. */
export function ApiVersionPath(): MethodDecorator {
  return applyDecorators(
    ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } }),
    ApiParam({ name: 'number', schema: { type: 'integer', minimum: 1 } }),
  );
}
