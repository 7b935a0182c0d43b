import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMask } from '../src/secrets.ts';

const twice = (text: string) => JSON.stringify(JSON.stringify(text)).slice(3, -3);

const WRITTEN: [string, (secret: string) => string][] = [
  ['as it is', (secret) => secret],
  ['percent-encoded', encodeURIComponent],
  [
    'percent-encoded in small letters',
    (secret) => encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase()),
  ],
  ['as a form field', (secret) => new URLSearchParams({ x: secret }).toString().slice(2)],
  [
    'as a password in a URL',
    (secret) => Object.assign(new URL('http://u@h'), { password: secret }).password,
  ],
  ['as JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['as JSON in JSON', twice],
];

describe.each(WRITTEN)('a secret written %s', (_name, write) => {
  const awkward = fc.constantFrom('\\', '"', '%', '+', ' ', '/', 'n', '2', 'é');
  const secrets = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 }),
    fc.string({ unit: awkward, minLength: 4, maxLength: 8 }),
  );

  test('is hidden in a text, wherever it stands', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const written = write(secret);
        expect(createMask([secret]).text(`<${written}x${written}>`)).toBe('<***x***>');
      }),
    );
  });

  test('is hidden in a line of JSON, which stays one', () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const { line } = createMask([secret]);
        const record = {
          level: 30,
          msg: `<${write(secret)}>`,
          error: { details: [write(secret)] },
        };
        expect(JSON.parse(line(`${JSON.stringify(record)}\n`))).toEqual({
          level: 30,
          msg: '<***>',
          error: { details: ['***'] },
        });
      }),
    );
  });
});

test('only string values of a line change, whatever the secret', () => {
  const { line } = createMask(['1234', 'true', 'worker', 'name']);
  const record = {
    level: 30,
    time: '2026-01-01T12:34:00.1234',
    program: 'worker',
    n: 1234,
    on: true,
  };
  const written = JSON.stringify({ ...record, name: 'the name', list: ['true', null] });
  expect(line(written)).toBe(JSON.stringify({ ...record, name: 'the ***', list: ['***', null] }));
});

test('a line without a secret stays as it is, to the letter', () => {
  const line = '{"level":30,  "msg":"nothing to hide"}\n';
  expect(createMask(['secret']).line(line)).toBe(line);
  expect(createMask([]).line(line)).toBe(line);
});

test('a line that is no JSON is masked as a text', () => {
  expect(createMask(['secret']).line('{"msg":"a secret')).toBe('{"msg":"a ***');
});

test('a very short secret is hidden where it stands alone, and leaves words and numbers whole', () => {
  const { text } = createMask(['a', '12']);
  expect(text('user:a@host 12 a12 data 2012 a')).toBe('user:***@host *** a12 data 2012 ***');
});

test('a secret that holds another is hidden whole', () => {
  const { text } = createMask(['proxy', 'http://user:word@proxy']);
  expect(text('via http://user:word@proxy')).toBe('via ***');
});

test('a secret full of backslashes costs no time', () => {
  const { text } = createMask([`${'\\'.repeat(40)}"x`]);
  const startedAt = performance.now();
  text(`${'\\'.repeat(5_000)}"y`);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});
