import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { textFault } from '../../shared/text-fault';
import { malformedField } from '../validation/malformed';

const TAKES_FORM = { takesForm: true };
const FORBIDDEN = ['__proto__', 'constructor', 'prototype'];
/** More than any page of ours has. */
const MAX_FIELDS = 50;

/** The fields of a page without a script. */
export type PageForm = Readonly<Record<string, string>>;

/** A route that a page posts to; it takes forms and nothing else. */
export function AcceptsForm(): MethodDecorator {
  return applyDecorators(
    RouteConfig(TAKES_FORM),
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ schema: { type: 'object', additionalProperties: { type: 'string' } } }),
  );
}

export function takesForm(request: FastifyRequest): boolean {
  return (request.routeOptions.config as Partial<typeof TAKES_FORM>).takesForm === true;
}

/** Reads a form so that nothing is silently changed: no field twice, no bytes that are no text. */
export function readForm(body: Buffer): PageForm {
  const fields = new Map<string, string>();
  for (const pair of body.toString('latin1').split('&').filter(Boolean)) {
    const [name = '', ...rest] = pair.split('=');
    const [key, value] = [decode(name), decode(rest.join('='))];
    if (fields.has(key) || FORBIDDEN.includes(key) || fields.size >= MAX_FIELDS) throw unreadable();
    fields.set(key, value);
  }
  return Object.fromEntries(fields);
}

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '));
    // Raw bytes above ASCII are no part of this encoding.
    if (textFault(decoded) === null && !/[\u0080-\u00ff]/.test(text)) return decoded;
  } catch {
    throw unreadable();
  }
  throw unreadable();
}

function unreadable(): Error {
  return malformedField('', 'form', '送られた内容を読み取れませんでした。もう一度送ってください。');
}
