import type { MultipartFile } from '@fastify/multipart';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../shared/domain-error';
import { malformedField } from '../validation/malformed';

/** The file part of a form as it arrives; it can be read once. */
export interface UploadedFile {
  read(): AsyncIterable<Buffer>;
}

/** Documents a route that takes one file in the part `file`. */
export function AcceptsFile(): MethodDecorator {
  return applyDecorators(
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

/** The file part of the request; refuses a form without one. */
export async function uploadedFile(request: FastifyRequest): Promise<UploadedFile> {
  const part = await request.file();
  if (part?.fieldname !== 'file') {
    throw malformedField('/file', 'file', 'ファイルを file という名前で送ってください。');
  }
  return { read: () => readPart(part) };
}

async function* readPart(part: MultipartFile): AsyncGenerator<Buffer> {
  if (part.file.readableDidRead) {
    throw new DomainError('unavailable', 'upload_interrupted', 'ファイルをもう一度送ってください。');
  }
  for await (const bytes of part.file) yield asBuffer(bytes);
  if (part.file.truncated) throw new DomainError('too_large', 'file_too_large', 'ファイルが大きすぎます。');
}

function asBuffer(bytes: unknown): Buffer {
  if (!Buffer.isBuffer(bytes)) throw new TypeError('a file part is a stream of bytes');
  return bytes;
}
