import { Injectable, type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../shared/domain-error';
import { escapePointer } from '../http/strict-json';
import { isPlainObject, isUuidText } from './fields';
import { malformedField, malformedInput } from './malformed';

/** Checks bodies, queries and path parameters against their classes and names each wrong place in Japanese. */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      transformOptions: { enableImplicitConversion: false },
      validationError: { target: false, value: false },
      exceptionFactory: (errors: ValidationError[]) =>
        malformedInput(errors.flatMap((error) => faults(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Every path parameter that is called an id is one; PostgreSQL is not asked about anything else.
    if (metadata.type === 'param' && /(^|[a-z])Id$|^id$/.test(metadata.data ?? '') && !isUuidText(value)) {
      throw new DomainError('not_found', 'not_found', '見つかりません。');
    }
    if (metadata.type === 'body' && metadata.metatype !== undefined && !isPlainObject(value)) {
      throw malformedField('', 'object', '本文は項目の組（オブジェクト）で送ってください。');
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

function faults(error: ValidationError, parent: string): FieldFault[] {
  const pointer = `${parent}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) =>
    toFault(pointer, name, message),
  );
  const first = own.length > 0 ? [own[0] as FieldFault] : [];
  return [...first, ...(error.children ?? []).flatMap((child) => faults(child, pointer))];
}

function toFault(pointer: string, name: string, message: string): FieldFault {
  if (name === 'whitelistValidation')
    return { pointer, code: 'unknown_field', message: 'この項目は受け付けていません。' };
  const [code, sentence] = message.includes('|') ? message.split('|') : [name, message];
  return { pointer, code: code ?? name, message: sentence ?? message };
}
