import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startRedis, startSupabase } from '../../bench/system.ts';
import { startBotApi } from '../../src/local/botApi/botApi.ts';
import { freePort } from '../../src/local/freePort.ts';
import type { Image } from './build.ts';
import { Container } from './container.ts';
import type { Mount } from './root.ts';

/** What stands around the container: Supabase with the catalogue, Telegram, and where Redis is wanted. */
export interface Surroundings {
  environment: Record<string, string>;
  /** A Redis outside, new and empty, as REDIS_… */
  startRedis(running: AsyncDisposableStack): Promise<Record<string, string>>;
  /** A Redis of the container's own, as REDIS_… */
  embeddedRedis(): Promise<Record<string, string>>;
  /** An empty directory that is mounted as /data. */
  emptyData(): Mount;
  start(settings: Settings): Container;
}

export interface Settings {
  environment?: Record<string, string>;
  data?: Mount;
  parameters?: string[];
}

/** The engine refuses a local address for an external Redis, so ours has a name. */
const REDIS_NAME = 'redis.outside';
/** Of the variables above, what no output may show. */
const SECRET = /TOKEN|KEY|PASSWORD|SECRET/;
const TROUBLE = /не запустился|неожиданно завершился|не запускается|Traceback/;

export async function startSurroundings(
  image: Image,
  { directory, running }: { directory: string; running: AsyncDisposableStack },
): Promise<Surroundings> {
  const supabase = await startSupabase(running);
  const telegram = await startBotApi();
  running.defer(() => telegram.stop());
  const environment = {
    ...(supabase as Record<string, string>),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    ADMIN_API_TOKEN: randomBytes(24).toString('base64url'),
    // one that supervisord would expand
    SUPABASE_WEBHOOK_SECRET: 'a secret with %(ENV_NOTHING)s and %d',
    PORT: String(await freePort()),
  };
  const hosts = join(directory, 'hosts');
  writeFileSync(hosts, `127.0.0.1 localhost\n::1 localhost\n127.0.0.1 ${REDIS_NAME}\n`);
  let dataDirectories = 0;
  return {
    environment,
    async startRedis(forTrial) {
      return { REDIS_HOST: REDIS_NAME, REDIS_PORT: String(await startRedis(forTrial)) };
    },
    async embeddedRedis() {
      return { REDIS_HOST: 'localhost', REDIS_PORT: String(await freePort()) };
    },
    emptyData() {
      const source = join(directory, `data-${(dataDirectories += 1)}`);
      rmSync(source, { recursive: true, force: true });
      mkdirSync(source, { recursive: true });
      running.defer(() => rmSync(source, { recursive: true, force: true }));
      return { target: '/data', source };
    },
    start: ({ environment: further = {}, data, ...rest }) =>
      new Container(image, {
        ...rest,
        environment: { ...environment, ...further },
        mounts: [
          { target: '/etc/hosts', source: hosts, readOnly: true },
          { target: '/etc/resolv.conf', source: '/etc/resolv.conf', readOnly: true },
          { target: '/tmp', tmpfs: 'mode=1777' },
          ...(data ? [data] : []),
        ],
      }),
  };
}

/** Throws when the output shows a secret, or a program that had to be started again. */
export function requireCalm(output: string, environment: Record<string, string>): void {
  const shown = Object.entries(environment)
    .filter(([name, value]) => SECRET.test(name) && value !== '' && output.includes(value))
    .map(([name]) => name);
  if (shown.length > 0) throw new Error(`в выводе контейнера видны: ${shown.join(', ')}`);
  const trouble = output.split('\n').find((line) => TROUBLE.test(line));
  if (trouble !== undefined) throw new Error(`контейнер пишет: ${trouble}`);
}
