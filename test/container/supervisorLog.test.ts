import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../src/container/supervisorLog.py', import.meta.url));

interface Line {
  level: number;
  time: string;
  program: string;
  msg: string;
}

/** As supervisord sends an event: it counts characters, whatever they take in bytes. */
function event(name: string, payload: string): string {
  const length = Array.from(payload).length;
  return `ver:3.0 server:supervisor serial:1 pool:log poolserial:1 eventname:${name} len:${length}\n${payload}`;
}

const state = (name: string, program: string, rest = '') =>
  event(
    `PROCESS_STATE_${name}`,
    `processname:${program} groupname:programs from_state:STARTING ${rest}`,
  );

const output = (program: string, text: string, channel = 'STDERR') =>
  event(
    `PROCESS_LOG_${channel}`,
    `processname:${program} groupname:programs pid:7 channel:${channel.toLowerCase()}\n${text}`,
  );

/** Feeds events and gives the lines written; each event has to be acknowledged. */
function linesFor(events: readonly string[], environment: Record<string, string> = {}): Line[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-I', '-S', script], {
    input: events.join(''),
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
    maxBuffer: 16 * 1_024 * 1_024,
  });
  expect(stdout).toBe(`READY\n${'RESULT 2\nOKREADY\n'.repeat(events.length)}`);
  expect(status).toBe(0);
  return stderr
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

const messages = (events: readonly string[], environment?: Record<string, string>) =>
  linesFor(events, environment).map(({ program, msg }) => `${program}: ${msg}`);

test('states of programs are told in the operators language, with what to look for', () => {
  const told = linesFor([
    state('RUNNING', 'redis', 'pid:12'),
    state('BACKOFF', 'worker', 'tries:3'),
    state('EXITED', 'api', 'expected:0 pid:13'),
    state('STOPPED', 'bot', 'pid:14'),
  ]);
  expect(told.map(({ level, program, msg }) => ({ level, program, msg }))).toEqual([
    { level: 30, program: 'supervisord', msg: 'Процесс Redis работает (pid 12)' },
    {
      level: 40,
      program: 'supervisord',
      msg: 'Процесс worker не запустился (попытка 3), следующая через 3 с',
    },
    {
      level: 40,
      program: 'supervisord',
      msg: 'Процесс api неожиданно завершился (pid 13), запускаем снова',
    },
    { level: 30, program: 'supervisord', msg: 'Процесс bot остановлен' },
  ]);
  for (const { time } of told) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('a state and an event nobody has heard of end nothing', () => {
  expect(
    messages([
      state('DREAMING', 'api'),
      event('TICK_5', 'when:1201063880'),
      state('RUNNING', 'api', 'pid:1'),
    ]),
  ).toEqual([
    'supervisord: Состояние процесса api неизвестно',
    'supervisord: Процесс api работает (pid 1)',
  ]);
});

test('lines are put together from the pieces they come in, each program by itself', () => {
  expect(
    messages([
      output('api', 'пер'),
      output('bot', 'чужая\nпол'),
      output('api', 'вая\n\nвторая\nтре'),
      output('api', 'тья\n'),
      state('STOPPED', 'bot'),
    ]),
  ).toEqual([
    'bot: чужая',
    'api: первая',
    'api: вторая',
    'api: третья',
    'bot: пол',
    'supervisord: Процесс bot остановлен',
  ]);
});

test('a character that was cut in two is whole again', () => {
  const bytes = Buffer.from('Ошибка «1» \'"\\');
  const pythonText = (part: Buffer) =>
    `b"${[...part].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}"`;
  const [first, second] = [bytes.subarray(0, 3), bytes.subarray(3)];
  expect(
    messages([
      output('api', `Undecodable: ${pythonText(first)}`),
      output('api', `Undecodable: ${pythonText(second)}`),
      output('api', '\n'),
    ]),
  ).toEqual(['api: Ошибка «1» \'"\\']);
});

test('what only looks so, and bytes that are no text, are told as they are', () => {
  expect(
    messages([
      output('api', 'Undecodable: but not at all\n'),
      output('api', `Undecodable: b'\\xff\\n'`),
    ]),
  ).toEqual(['api: Undecodable: but not at all', 'api: \uFFFD']);
});

test('output without end is told in pieces, and none of it is lost', () => {
  const piece = 'ы'.repeat(5_000);
  const told = linesFor([
    ...Array.from({ length: 200 }, () => output('api', piece)),
    state('EXITED', 'api', 'pid:1'),
  ]);
  expect(told.length).toBeGreaterThan(50);
  const text = told
    .slice(0, -1)
    .map(({ msg }) => msg)
    .join('');
  expect(text).toBe(piece.repeat(200));
});

test('what redis-server says carries its level, and what it says at every start is for debugging', () => {
  const events = [
    '1:M 23 Nov 2026 07:00:00.123 * Ready to accept connections',
    '1:M 23 Nov 2026 07:00:00.123 # Out Of Memory allocating 5 bytes!',
    '1:C 23 Nov 2026 07:00:00.123 # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo',
    '1:M 23 Nov 2026 07:00:00.123 # User requested shutdown...',
    '1:signal-handler (1795419908) Received SIGTERM scheduling shutdown...',
    '*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***',
  ].map((line) => output('redis', `${line}\n`, 'STDOUT'));
  expect(linesFor(events).map(({ level, msg }) => ({ level, msg }))).toEqual([
    { level: 30, msg: 'Redis: Ready to accept connections' },
    { level: 40, msg: 'Redis: Out Of Memory allocating 5 bytes!' },
    { level: 30, msg: 'Redis: *** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***' },
  ]);
  expect(linesFor(events, { LOG_LEVEL: 'debug' })).toHaveLength(events.length);
});

test('LOG_LEVEL and LOG_FORMAT hold here too', () => {
  const events = [state('RUNNING', 'api', 'pid:1'), state('BACKOFF', 'api', 'tries:1')];
  expect(messages(events, { LOG_LEVEL: 'warn' })).toHaveLength(1);
  expect(messages(events, { LOG_LEVEL: 'silent' })).toEqual([]);
  const { stderr } = spawnSync('python3', ['-I', '-S', script], {
    input: events[0],
    env: { PATH: process.env.PATH, LOG_FORMAT: 'pretty' },
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^\[\S+Z\] INFO: supervisord: Процесс api работает \(pid 1\)\n$/);
});
