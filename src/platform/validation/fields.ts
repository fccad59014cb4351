import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, registerDecorator, ValidateIf, ValidateNested } from 'class-validator';
import { countCodePoints } from '../../shared/count-code-points';
import { parseTokyo } from '../../shared/tokyo-time';

/** Options every field has. A field is required unless it says otherwise; null is only allowed where it says so. */
interface FieldOptions {
  readonly optional?: boolean;
  readonly nullable?: boolean;
  /** The value is a list of such values. */
  readonly each?: boolean;
  readonly description?: string;
}

interface Rule {
  readonly code: string;
  /** Japanese sentence for the person at the screen; may depend on what is wrong. */
  readonly message: string | ((value: unknown) => string);
  readonly check: (value: unknown) => boolean;
  readonly schema: Record<string, unknown>;
}

const MAX_ITEMS = 1_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\t\n\r]/u;

interface TextOptions extends FieldOptions {
  readonly max: number;
  readonly min?: number;
  readonly pattern?: RegExp;
  /** Several lines are allowed. */
  readonly lines?: boolean;
}

/** Text of at most `max` code points, kept code point for code point; blanks alone are no text. */
export function Text(options: TextOptions): PropertyDecorator {
  const min = options.min ?? 1;
  return field(options, {
    code: 'text',
    message: (value) => textRefusal(value, min, options) ?? '',
    check: (value) => textRefusal(value, min, options) === null,
    schema: {
      type: 'string',
      minLength: min,
      maxLength: options.max,
      ...(options.pattern ? { pattern: options.pattern.source } : {}),
    },
  });
}

function textRefusal(value: unknown, min: number, options: TextOptions): string | null {
  if (typeof value !== 'string') return '文字で入力してください。';
  if (!within(countCodePoints(value), min, options.max))
    return `${min}〜${options.max}文字で入力してください。`;
  if ((options.lines ? CONTROL_BUT_LINES : CONTROL).test(value))
    return '使用できない制御文字が含まれています。';
  if (min > 0 && value.trim() === '') return '空白だけの入力はできません。';
  return options.pattern && !options.pattern.test(value) ? '使用できない文字または形式です。' : null;
}

/** What somebody tells or writes down: any characters that can be kept, blanks and nothing too. */
export function Prose(options: FieldOptions & { max: number }): PropertyDecorator {
  return field(options, {
    code: 'text',
    message: `${options.max}文字以内で入力してください。`,
    check: (value) => typeof value === 'string' && countCodePoints(value) <= options.max,
    schema: { type: 'string', maxLength: options.max },
  });
}

/** A UUID; arrives in the use case in lower case, as PostgreSQL will give it back. */
export function Uuid(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => lowerCase(value)),
    field(options, {
      code: 'uuid',
      message: 'ID（UUID）の形式が正しくありません。',
      check: isUuidText,
      schema: { type: 'string', format: 'uuid' },
    }),
  );
}

export function isUuidText(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}

/** An instant with its offset; arrives in the use case as a Date. */
export function Instant(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => readInstant(value)),
    field(options, {
      code: 'instant',
      message: '日時は 2025-12-25T10:00:00+09:00 の形式で、時差を付けて入力してください。',
      check: (value) => value instanceof Date,
      schema: { type: 'string', format: 'date-time' },
    }),
  );
}

/** A calendar day in Asia/Tokyo, `YYYY-MM-DD`. */
export function Day(options: FieldOptions = {}): PropertyDecorator {
  return field(options, {
    code: 'day',
    message: '日付は 2025-12-25 の形式で、実在する日を入力してください。',
    check: (value) => typeof value === 'string' && DAY.test(value) && parseTokyo(`${value} 00:00`) !== null,
    schema: { type: 'string', format: 'date' },
  });
}

/** A wall-clock time in Asia/Tokyo, `HH:MM` from 00:00 to 24:00. */
export function ClockTime(options: FieldOptions = {}): PropertyDecorator {
  return field(options, {
    code: 'clock_time',
    message: '時刻は 10:00 の形式（00:00〜24:00）で入力してください。',
    check: (value) => typeof value === 'string' && /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value),
    schema: { type: 'string', pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' },
  });
}

export function WholeNumber(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  return field(options, {
    code: 'whole_number',
    message: `${options.min}〜${options.max}の整数で入力してください。`,
    check: (value) => Number.isSafeInteger(value) && within(value as number, options.min, options.max),
    schema: { type: 'integer', minimum: options.min, maximum: options.max },
  });
}

/** A number that need not be whole, both ends included; never an amount of money. */
export function Decimal(options: FieldOptions & { min: number; max: number }): PropertyDecorator {
  return field(options, {
    code: 'number',
    message: `${options.min}〜${options.max}の数で入力してください。`,
    check: (value) => Number.isFinite(value) && within(value as number, options.min, options.max),
    schema: { type: 'number', minimum: options.min, maximum: options.max },
  });
}

/** Size of a page, from the query string. */
export function PageSize(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
    ),
    field(
      { optional: true },
      {
        code: 'limit',
        message: '1〜200の整数で指定してください。',
        check: (value) => Number.isInteger(value) && within(value as number, 1, 200),
        schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      },
    ),
  );
}

/** Whole yen as a JSON integer; arrives in the use case as a bigint. */
export function YenAmount(options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      Number.isSafeInteger(value) ? BigInt(value as number) : value,
    ),
    field(options, {
      code: 'yen',
      message: '金額は0以上の整数（円）で入力してください。',
      check: (value) => typeof value === 'bigint' && value >= 0n,
      schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    }),
  );
}

export function OneOf(codes: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(options, {
    code: 'one_of',
    message: '選択肢の中から選んでください。',
    check: (value) => typeof value === 'string' && codes.includes(value),
    schema: { type: 'string', enum: [...codes] },
  });
}

export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field(options, {
    code: 'flag',
    message: 'true か false で指定してください。',
    check: (value) => typeof value === 'boolean',
    schema: { type: 'boolean' },
  });
}

/** A plain object whose keys are checked by the use case, such as the answers of a versioned form. */
export function FreeObject(options: FieldOptions = {}): PropertyDecorator {
  return field(options, {
    code: 'object',
    message: '項目の組（オブジェクト）で指定してください。',
    check: isPlainObject,
    schema: { type: 'object', additionalProperties: true },
  });
}

/** A nested object (or list of them) with a class of its own; an array in place of an object is refused. */
export function Nested(type: () => new () => object, options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    field(options, {
      code: 'object',
      message: '項目の組（オブジェクト）で指定してください。',
      check: isPlainObject,
      schema: { type: () => type() },
    }),
    ValidateNested({ each: options.each ?? false }),
    Type(type),
  );
}

export function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field(options: FieldOptions, rule: Rule): PropertyDecorator {
  const each = options.each ?? false;
  return applyDecorators(
    ApiProperty({
      ...rule.schema,
      required: !options.optional,
      ...(options.nullable ? { nullable: true } : {}),
      ...(each ? { isArray: true } : {}),
      ...(options.description ? { description: options.description } : {}),
    }),
    ...(each
      ? [
          IsArray({ message: 'list|一覧（配列）で指定してください。' }),
          ArrayMaxSize(MAX_ITEMS, { message: `list|${MAX_ITEMS}件以内にしてください。` }),
        ]
      : []),
    ...(options.optional || options.nullable ? [skipWhenAbsent(options)] : []),
    checkedBy(rule, each),
  );
}

function skipWhenAbsent(options: FieldOptions): PropertyDecorator {
  return ValidateIf(
    (_, value) => !((options.optional && value === undefined) || (options.nullable && value === null)),
  );
}

const MISSING = 'required|必須の項目です。';

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Messages travel as `code|sentence`; the pipe takes them apart. */
function checkedBy(rule: Rule, each: boolean): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: rule.code,
      target: target.constructor,
      propertyName: String(property),
      options: {
        each,
        message: ({ value }) => (isMissing(value) ? MISSING : `${rule.code}|${sentence(rule, value)}`),
      },
      validator: { validate: (value: unknown) => rule.check(value) },
    });
  };
}

/** With `each`, class-validator hands over the whole list; the first wrong member speaks. */
function sentence(rule: Rule, value: unknown): string {
  if (typeof rule.message === 'string') return rule.message;
  const wrong = Array.isArray(value) ? value.find((item) => !rule.check(item)) : value;
  return rule.message(wrong);
}

function readInstant(value: unknown): unknown {
  return typeof value === 'string' && RFC3339.test(value) ? (parseTokyo(value) ?? value) : value;
}

function lowerCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCase);
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function within(value: number, min: number, max: number): boolean {
  return min <= value && value <= max;
}
