import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { z } from 'zod';
import { Problem, type AllowedText } from './problem.ts';

/** A whole number in a query, as the digits of people. */
export const wholeNumber = (maximum: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number)
    .pipe(z.number().max(maximum));

const BODY_LIMIT_BYTES = 16_384;

/** What the texts say is allowed in a field. */
type AllowedFields = Readonly<Record<string, AllowedText>>;

/**
 * The JSON body of a request, checked; an absent body is an empty object.
 * @throws Problem 400, 413, 415 or 422 naming the field
 */
export async function readBody<Schema extends z.ZodType>(
  ctx: Context,
  schema: Schema,
  allowed: AllowedFields,
): Promise<z.output<Schema>> {
  return check(schema, await readJson(ctx), 'invalid-body', allowed);
}

/**
 * The JSON body of a request, whatever it says; an absent body is an empty object.
 * @throws Problem 400, 413, 415
 */
export async function readJson(ctx: Context): Promise<unknown> {
  const coding = ctx.get('Content-Encoding').toLowerCase();
  if (coding && coding !== 'identity') throw new Problem('unsupported-encoding');
  const text = await readText(ctx);
  if (text.trim() === '') return {};
  if (!ctx.is('json', '+json')) throw new Problem('unsupported-media-type');
  return parseJson(text);
}

/** @throws Problem 422 naming the parameter */
export function readQuery<Schema extends z.ZodType>(
  ctx: Context,
  schema: Schema,
  allowed: AllowedFields,
): z.output<Schema> {
  return check(schema, { ...ctx.query }, 'invalid-parameter', allowed);
}

async function readText(ctx: Context): Promise<string> {
  try {
    return await getRawBody(ctx.req, {
      length: ctx.req.headers['content-length'] ?? null,
      limit: BODY_LIMIT_BYTES,
      encoding: 'utf8',
    });
  } catch (error) {
    const type = (error as { type?: string }).type;
    if (type === 'entity.too.large') {
      // The rest is let through unread: a client still sending would otherwise meet a reset, not the answer.
      ctx.req.resume();
      throw new Problem('body-too-large', { variables: { limit: BODY_LIMIT_BYTES } });
    }
    if (type?.startsWith('request.') || type?.startsWith('encoding.')) {
      throw new Problem('malformed-json');
    }
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem('malformed-json');
  }
}

function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: 'invalid-body' | 'invalid-parameter',
  allowed: AllowedFields,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const known = Object.keys(allowed).join(', ');
    throw new Problem('unknown-field', {
      variables: {
        field: shortened(issue.keys[0] ?? ''),
        allowed: known || { id: 'allowed-nothing' },
      },
    });
  }
  const field = String(issue?.path[0] ?? '');
  throw new Problem(code, {
    variables: { field: field || '/', allowed: allowed[field] ?? { id: 'allowed-object' } },
  });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
