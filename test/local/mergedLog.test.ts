import { expect, test } from 'vitest';
import { createMergedLog, type MergedLogOptions } from '../../src/local/mergedLog.ts';

function logged(options: Partial<MergedLogOptions> = {}) {
  const written: string[] = [];
  const write = (text: string) => void written.push(text);
  const log = createMergedLog({ write, format: 'pretty', colour: false, ...options });
  return { log, written };
}

const at = new Date(2026, 10, 23, 4, 5, 6, 7).toISOString();
const record = (fields: object) =>
  JSON.stringify({ level: 30, time: at, program: 'api', ...fields });

test('shows a JSON line as time, program, level, message and fields', () => {
  const { log, written } = logged();
  log.line('api', record({ msg: 'loaded', rows: 3, name: 'x', city: 'Antalya il', ids: [1, 2] }));
  expect(written).toEqual([
    '04:05:06.007  api       ℹ loaded  rows=3 name=x city="Antalya il" ids=[1,2]\n',
  ]);
});

test('puts a stack under its line, in the same write', () => {
  const { log, written } = logged();
  const error = { type: 'Error', message: 'gone', stack: 'Error: gone\n    at here' };
  log.line('api', record({ level: 50, msg: 'failed', error }));
  expect(written).toHaveLength(1);
  expect(written[0]?.split('\n').map((line) => line.trim())).toEqual([
    '04:05:06.007  api       ✖ failed  error=gone',
    'Error: gone',
    'at here',
    '',
  ]);
});

test('shows other lines as they are, under the name of their program', () => {
  const { log, written } = logged();
  log.line('redis', 'Out of memory {');
  log.line('redis', '{"not":"a log line"}');
  expect(written[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}redis {5}Out of memory \{\n$/);
  expect(written[1]).toContain('  {"not":"a log line"}\n');
});

test('does not let a logged value steer the terminal', () => {
  const { log, written } = logged();
  log.line('api', record({ msg: 'q=\u001b[2J', path: '\u009b31m' }));
  // oxlint-disable-next-line no-control-regex
  expect(written[0]).not.toMatch(/[\u001b\u009b]/);
});

test('colours each program when asked to', () => {
  const { log, written } = logged({ colour: true });
  log.line('api', record({ msg: 'one' }));
  expect(written[0]).toContain('\u001b[36mapi');
});

test('passes JSON through unchanged, and wraps the rest, in JSON format', () => {
  const { log, written } = logged({ format: 'json' });
  const line = '{"level":30, "msg":"as it was"}';
  log.line('api', line);
  log.line('redis', 'plain');
  expect(written[0]).toBe(`${line}\n`);
  expect(JSON.parse(written[1] ?? '')).toMatchObject({ level: 30, program: 'redis', msg: 'plain' });
});
