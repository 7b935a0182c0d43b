import type { Container } from './container.ts';
import { requireCalm, type Settings, type Surroundings } from './surroundings.ts';

interface Trial extends Settings {
  what: string;
  expect: (container: Container) => Promise<void>;
}

const CITIES = '/api/countries/1/cities';
const EXIT_CONFIGURATION = 78;
/** What shells, supervisord, redis-server and its users' list would each read in their own way. */
const ODD = ` п%(ENV_HOME)s %d 'q' "ü" \\x41 #$HOME> `.trim();

/** Tries what may go wrong around a container; says each, and gives those that did not go as they should. */
export async function tryFaults(
  around: Surroundings,
  say: (line: string) => void,
): Promise<string[]> {
  const failed: string[] = [];
  for (const { what, expect, ...settings } of await trials(around)) {
    const environment = { ...around.environment, ...settings.environment };
    await using container = around.start(settings);
    try {
      await expect(container);
      requireCalm(container.output, environment);
      say(`   ✅ ${what}`);
    } catch (error) {
      say(`   ❌ ${what}: ${error instanceof Error ? error.message : String(error)}`);
      failed.push(what);
    }
  }
  return failed;
}

async function trials(around: Surroundings): Promise<Trial[]> {
  const embedded = await around.embeddedRedis();
  return [
    {
      what: 'без SUPABASE_URL: одна строка JSON и код 78',
      environment: { SUPABASE_URL: '' },
      expect: refused('SUPABASE_URL'),
    },
    {
      what: 'неизвестный аргумент: одна строка JSON и код 78',
      parameters: ['everything'],
      expect: refused('everything'),
    },
    {
      what: 'отдельная программа без внешнего Redis: одна строка JSON и код 78',
      parameters: ['api'],
      expect: refused('REDIS_HOST'),
    },
    {
      what: '/data только для чтения: предупреждение и работа без сохранения',
      environment: embedded,
      data: { ...around.emptyData(), readOnly: true },
      expect: worksWith('без сохранения на диск'),
    },
    {
      what: '/data переполнен: предупреждение и работа без сохранения',
      environment: embedded,
      data: { target: '/data', tmpfs: 'mode=755,size=32k' },
      expect: worksWith('без сохранения на диск'),
    },
    {
      what: 'REDIS_PASSWORD с пробелами, кавычками, процентами и кириллицей',
      environment: { ...embedded, REDIS_PASSWORD: ODD },
      data: around.emptyData(),
      expect: worksWith('встроенный Redis'),
    },
    {
      what: 'REDIS_USERNAME и такой же REDIS_PASSWORD',
      environment: { ...embedded, REDIS_PASSWORD: ODD, REDIS_USERNAME: 'кто%(ENV_X)s"1' },
      data: around.emptyData(),
      expect: worksWith('встроенный Redis'),
    },
  ];
}

function refused(words: string) {
  return async (container: Container): Promise<void> => {
    const code = await container.exited;
    const [line = '', ...rest] = container.output.trim().split('\n');
    const { msg } = JSON.parse(line) as { msg: string };
    if (code === EXIT_CONFIGURATION && rest.length === 0 && msg.includes(words)) return;
    throw new Error(`код ${code}:\n${container.output}`);
  };
}

function worksWith(words: string) {
  return async (container: Container): Promise<void> => {
    await container.answers(CITIES);
    await container.saysMetric('redis_usable 1');
    const { code } = await container.stop();
    if (code === 0 && container.output.includes(words)) return;
    throw new Error(`код ${code}:\n${container.output}`);
  };
}
