import { Injectable, type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { DomainError, type FieldFault } from '../../shared/domain-error';
import { escapePointer } from '../../shared/json-pointer';
import { textFault } from '../../shared/text-fault';
import { reachesPrototype } from '../http/strict-json';
import { isPlainObject, isUuidText } from './fields';
import { malformedField, malformedInput } from './malformed';

/** More than any form has fields; a body of a hundred thousand unknown ones is not answered one by one. */
const MAX_FAULTS = 100;
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

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
        malformedInput(errors.flatMap((error) => faults(error, '')).slice(0, MAX_FAULTS)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'param') return readPathParameter(value, metadata.data ?? '');
    // class-transformer passes over such names without a word.
    if (
      metadata.type === 'query' &&
      isPlainObject(value) &&
      Object.keys(value as object).some(reachesPrototype)
    ) {
      throw malformedInput([unknownField('', '')]);
    }
    if (metadata.type === 'body' && metadata.metatype !== undefined && !isPlainObject(value)) {
      throw malformedField('', 'object', '本文は項目の組（オブジェクト）で送ってください。');
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

/** Every path parameter that is called an id is one; PostgreSQL is not asked about anything else. */
function readPathParameter(value: unknown, name: string): string {
  const isId = /(^|[a-z])Id$|^id$/.test(name);
  if (typeof value !== 'string' || textFault(value) !== null || (isId && !isUuidText(value))) {
    throw new DomainError('not_found', 'not_found', '見つかりません。');
  }
  return isId ? value.toLowerCase() : value;
}

function faults(error: ValidationError, parent: string): FieldFault[] {
  if (error.constraints?.['whitelistValidation']) return [unknownField(error.property, parent)];
  const pointer = `${parent}/${escapePointer(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, message]) =>
    toFault(pointer, name, message),
  );
  const first = own.length > 0 ? [own[0] as FieldFault] : [];
  return [...first, ...(error.children ?? []).flatMap((child) => faults(child, pointer))];
}

/** What is no name of a field is the caller's text, and that is not repeated. */
function unknownField(name: string, parent: string): FieldFault {
  const pointer = FIELD_NAME.test(name) ? `${parent}/${name}` : parent;
  return { pointer, code: 'unknown_field', message: 'この項目は受け付けていません。' };
}

function toFault(pointer: string, name: string, message: string): FieldFault {
  const [code, sentence] = message.includes('|') ? message.split('|') : [name, message];
  return { pointer, code: code ?? name, message: sentence ?? message };
}
