import type { IncomingMessage } from 'node:http';
import type { MultipartFile } from '@fastify/multipart';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../shared/domain-error';
import { malformedField } from '../validation/malformed';
import { FILE_LIMIT_BYTES } from './limits';

const FILE_TOO_LARGE = `ファイルは ${FILE_LIMIT_BYTES.toLocaleString('en')} バイトまでです。`;
/** An upload holds a database connection: a sender that falls silent does not hold it for long. */
const SILENCE_MS = 30_000;
const TAKES_FILE = { takesFile: true };

/** The file part of a form as it arrives; it can be read once. */
export interface UploadedFile {
  read(): AsyncIterable<Buffer>;
  /** Lets the rest pass unread, so that the sender gets to its answer and the connection is free again. */
  discard(): void;
}

/** A route that takes one file in the part `file`; every other answers 415 to a form. */
export function AcceptsFile(): MethodDecorator {
  return applyDecorators(
    RouteConfig(TAKES_FILE),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary' } },
      },
    }),
  );
}

export function takesFile(request: FastifyRequest): boolean {
  return (request.routeOptions.config as Partial<typeof TAKES_FILE>).takesFile === true;
}

/**
 * The file part of the request; refuses a form without one. Waits for the sender, so it is no work for a transaction;
 * checks that need no file come before, since an answer does not reach every client that is still sending.
 */
export async function uploadedFile(request: FastifyRequest): Promise<UploadedFile> {
  const part = await request.file();
  if (part?.fieldname !== 'file') {
    part?.file.resume();
    throw malformedField('/file', 'file', 'ファイルを file という名前で送ってください。');
  }
  return { read: () => readPart(part, request.raw), discard: () => void part.file.resume() };
}

async function* readPart(part: MultipartFile, message: IncomingMessage): AsyncGenerator<Buffer> {
  // The sender may have gone while the upload waited for its turn.
  const gone = message.destroyed && !message.complete;
  if (gone || part.file.readableDidRead) throw interrupted();
  message.setTimeout(SILENCE_MS, () => message.destroy());
  try {
    for await (const bytes of part.file) yield asBuffer(bytes);
  } catch (error) {
    throw message.readableAborted ? interrupted() : error;
  } finally {
    message.setTimeout(0);
  }
  if (part.file.truncated) throw new DomainError('too_large', 'file_too_large', FILE_TOO_LARGE);
}

function interrupted(): DomainError {
  return new DomainError(
    'malformed',
    'upload_interrupted',
    'ファイルの送信が途中で切れました。もう一度送ってください。',
  );
}

function asBuffer(bytes: unknown): Buffer {
  if (!Buffer.isBuffer(bytes)) throw new TypeError('a file part is a stream of bytes');
  return bytes;
}
