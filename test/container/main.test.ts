import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { EXIT_CONFIGURATION } from '../../src/errors.ts';

const entrypoint = fileURLToPath(new URL('../../src/container/main.ts', import.meta.url));
const SUPABASE = { SUPABASE_URL: 'https://project.supabase.co', SUPABASE_ANON_KEY: 'anon' };

/** Runs the entrypoint with variables it has to refuse, so that it never becomes supervisord. */
function refusal(variables: Record<string, string>, programs: readonly string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', entrypoint, ...programs],
    { encoding: 'utf8', env: { PATH: process.env.PATH, ...variables } },
  );
  expect(stderr).toBe('');
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return { status, line: JSON.parse(stdout) as Record<string, unknown> };
}

test.each([
  {
    what: 'a variable that is missing',
    variables: {},
    programs: [],
    says: 'SUPABASE_URL не задана',
  },
  {
    what: 'a wrong value, whatever the log was to look like',
    variables: { ...SUPABASE, PORT: '80a', LOG_LEVEL: 'silent', LOG_FORMAT: 'pretty' },
    programs: [],
    says: 'PORT=«80a» не подходит',
  },
  {
    what: 'a program that does not exist',
    variables: { ...SUPABASE, REDIS_HOST: 'redis.example.net' },
    programs: ['webapp'],
    says: '«webapp» не подходит. Допустимо: api, bot, worker',
  },
])('$what ends the container with 78 and one JSON line', ({ variables, programs, says }) => {
  const { status, line } = refusal(variables, programs);
  expect(status).toBe(EXIT_CONFIGURATION);
  expect(line).toMatchObject({
    level: 60,
    time: expect.stringMatching(/Z$/) as string,
    program: 'container',
    msg: expect.stringContaining(says) as string,
  });
});

test('a secret that is wrong is not shown', () => {
  const secret = 'short secret';
  const { line } = refusal({ ...SUPABASE, ADMIN_API_TOKEN: secret });
  expect(line['msg']).toContain('ADMIN_API_TOKEN');
  expect(JSON.stringify(line)).not.toContain(secret);
});
