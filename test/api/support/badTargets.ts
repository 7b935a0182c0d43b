import fc from 'fast-check';

const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const number = fc.oneof(
  fc.constantFrom(
    '0',
    '-1',
    '01',
    '1.5',
    '1e3',
    '+1',
    '٣',
    '１',
    'NaN',
    'Infinity',
    'null',
    '9'.repeat(400),
  ),
  fc.constantFrom('1', '2', '3', '7', '69', '999'),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
);
const oddText = fc.constantFrom(
  '..',
  '.',
  '%2e%2e',
  '%2E%2E%2F',
  '..%2f..%2fetc%2fpasswd',
  '..\\..',
  '%5c',
  '%00',
  '%0d%0aX-Evil:%201',
  '%',
  '%zz',
  '%c0%af',
  '%252e%252e',
  '%25',
  '%E0%A4%A',
  '%F0%9F%8F%A0',
  bytes('дом'),
  bytes('🏠'),
  '\u00a0',
  '\u00ff',
  '\\)@',
  '@#',
  '#',
  '//',
  '///',
  ';',
  '*',
  '__proto__',
  'constructor',
  '<script>',
  "' OR 1=1--",
  '{{7*7}}',
  '${7*7}',
  '~',
  '|',
  '"',
  '[',
  'x'.repeat(3_000),
);
const segment = fc.oneof(
  number,
  oddText,
  fc.constantFrom(
    'countries',
    'cities',
    'counties',
    'districts',
    'market',
    'evaluations',
    'shared',
    'share',
    'options',
    'api',
    'admin',
    'cache',
    'jobs',
    'health',
  ),
  fc.string({ maxLength: 12 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc
    .string({ unit: 'binary', maxLength: 8 })
    .map((text) => bytes(text).replaceAll(/[\0-\x20\x7f]/g, '%09')),
);

const knownPath = fc.oneof(
  fc.tuple(number).map(([id]) => `/api/countries/${id}/cities`),
  fc
    .tuple(segment, segment)
    .map(([country, city]) => `/api/countries/${country}/cities/${city}/counties`),
  fc
    .tuple(number, number)
    .map(([country, county]) => `/api/countries/${country}/counties/${county}/districts`),
  fc.tuple(segment).map(([id]) => `/api/cache/jobs/${id}`),
  fc.tuple(segment).map(([id]) => `/api/admin/countries/${id}`),
  fc.tuple(segment).map(([id]) => `/api/evaluations/${id}/share`),
  fc.tuple(segment).map(([token]) => `/api/evaluations/shared/${token}`),
  fc.constantFrom(
    '/',
    '/health',
    '/ready',
    '/metrics',
    '/api/countries',
    '/api/search',
    '/api/evaluations',
    '/api/evaluations/options',
    '/api/cache/stats',
    '/api/cache/clear',
    '/api/hooks/supabase',
    '/api/cache/rollback',
    '/api/cache/unpin',
    '/api/admin/countries',
    '/api/countries/1/cities',
    '/api/countries/2/cities',
  ),
);
/** Paths that are wrong, or almost right. */
const path = fc.oneof(
  { weight: 3, arbitrary: knownPath },
  {
    weight: 2,
    arbitrary: fc.array(segment, { maxLength: 8 }).map((parts) => `/${parts.join('/')}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '*',
      'http://%@x/',
      'http://a:999999/api/countries',
      'http://[::1/',
      'x://y',
      'nothing',
      '//%@a/',
      `/${'a'.repeat(20_000)}`,
    ),
  },
);
/** Nothing, or a query that is wrong. */
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.tuple(
          fc.constantFrom('q', 'country', 'city', 'limit', 'before', 'q[]', '__proto__', 'Q'),
          fc.oneof(number, segment),
        ),
        { maxLength: 6 },
      )
      .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '?',
      '??',
      '?=',
      '?&&&',
      '?q',
      `?q=${'a'.repeat(15_000)}`,
      `?${'a&'.repeat(5_000)}`,
      '?q=%',
      '?limit=1e9&q=a',
      '?q=%00',
    ),
  },
);

/** What is asked for: a path with or without a query, as it is to stand in the request line. */
export const target = fc.tuple(path, query).map((parts) => parts.join(''));
