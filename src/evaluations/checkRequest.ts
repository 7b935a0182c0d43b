import { z } from 'zod';
import { shortened, someOf, type RequestFault } from './fault.ts';

type Issue = z.core.$ZodIssue;

const MOST_FAULTS = 20;

/** A request in the form its schema gives it, or everything that is wrong with it. */
export type Checked<Request> =
  | { request: Request; faults?: never }
  | { request?: never; faults: readonly RequestFault[] };

/** Checks a request of whatever origin by its schema: types, bounds, unknown fields. Never throws. */
export function checkRequest<Schema extends z.ZodObject>(
  schema: Schema,
  input: unknown,
): Checked<z.output<Schema>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { request: parsed.data };
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(schema, issue, input));
  return { faults: faults.slice(0, MOST_FAULTS) };
}

function faultsOf(schema: z.ZodObject, issue: Issue, input: unknown): RequestFault[] {
  const at = schemaAt(schema, issue.path);
  const value = valueAt(input, issue.path);
  const field = issue.path.map(String).join('.') || '/';
  const allowed = someOf(allowedBy(at));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_FAULTS).map((key) => ({
      field: shortened([...issue.path.map(String), key].join('.')),
      code: 'unknown-field',
      given: '',
      allowed,
    }));
  }
  if (value === undefined) return [{ field, code: 'required', given: '', allowed }];
  return [{ field, code: codeOf(issue), given: shortened(value), allowed }];
}

function codeOf(issue: Issue): RequestFault['code'] {
  if (issue.code === 'invalid_format') return 'unknown-segment';
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    if (issue.origin === 'string') return 'unknown-segment';
    return issue.code === 'too_small' ? 'too-small' : 'too-great';
  }
  if (issue.code !== 'invalid_union') return 'wrong-type';
  // of a number or a text: the branch that the value is of
  const branch = issue.errors.find((issues) => issues.every(({ code }) => code !== 'invalid_type'));
  return branch?.[0] ? codeOf(branch[0]) : 'wrong-type';
}

/** The schema of a field, without what makes it optional. */
function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return schemaAt(schema.unwrap(), path);
  }
  const [key, ...rest] = path;
  if (key === undefined || !(schema instanceof z.ZodObject)) return schema;
  const shape = schema.shape as Record<PropertyKey, z.core.$ZodType>;
  return shape[key] === undefined ? schema : schemaAt(shape[key], rest);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  );
}

/** What a schema allows, in signs that need no language. */
function allowedBy(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => allowedBy(option));
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodBoolean) return ['true', 'false'];
  if (!(schema instanceof z.ZodNumber)) return [];
  const { minValue: least, maxValue: most, format } = schema;
  if (least === null || most === null) return [];
  if (format !== 'safeint') return [`${least}–${most}`];
  const first = `${least}, ${least + 1}`;
  return [most >= Number.MAX_SAFE_INTEGER ? `${first}, …` : `${first} … ${most}`];
}
