import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { notFound } from '../../shared/domain-error';
import { isUuidText } from '../../platform/validation/fields';

/** One version of one document, as people name it. */
export interface GuideVersionName {
  readonly guideId: string;
  readonly number: number;
}

const NUMBER = /^[1-9]\d{0,8}$/;

/** The version that an address `guides/:id/versions/:number` names; what is no number is no version. */
export const GuideVersionInPath = createParamDecorator(
  (_: unknown, context: ExecutionContext): GuideVersionName => {
    const { params } = context.switchToHttp().getRequest<{ params: Readonly<Record<string, string>> }>();
    const { id = '', number = '' } = params;
    if (!isUuidText(id) || !NUMBER.test(number)) throw notFound('文書の版');
    return { guideId: id.toLowerCase(), number: Number(number) };
  },
);

/** The same for the API document, which cannot see it. */
export function ApiGuideVersionPath(): MethodDecorator {
  return applyDecorators(
    ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } }),
    ApiParam({ name: 'number', schema: { type: 'integer', minimum: 1 } }),
  );
}
