import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machineFacts } from '../bench/machine.ts';
import { buildImage } from './replayImage/build.ts';
import { findFaults, measureSizes, type Sizes } from './replayImage/contents.ts';
import { readDockerfile } from './replayImage/dockerfile.ts';
import { tryFaults } from './replayImage/faults.ts';
import { readIgnored } from './replayImage/ignored.ts';
import { measureStarts, type StartFigures } from './replayImage/starts.ts';
import { startSurroundings } from './replayImage/surroundings.ts';

const HEALTH_LIMIT_MS = 5_000;
const context = join(import.meta.dirname, '..');
const RESULTS = join(context, 'bench/image-results.json');

const say = (line: string) => void process.stdout.write(`${line}\n`);

function sayList(title: string, sizes: Record<string, number>): void {
  const items = Object.entries(sizes).map(([name, size]) => `${name} ${size}`);
  say(`   ${title}: ${items.join(', ')}`);
}

function saySizes(sizes: Sizes): void {
  const { wholeMiB, addedMiB, appMiB, nodeModulesMiB, distMiB } = sizes;
  say(`📏 Корень ${wholeMiB} МиБ, из них сверх основы ${addedMiB}; /app ${appMiB}`);
  say(`   node_modules ${nodeModulesMiB}, dist ${distMiB}`);
  sayList('крупнейшие пакеты npm, МиБ', sizes.largestNodePackages);
  sayList('крупнейшие пакеты Debian, МиБ', sizes.largestDebianPackages);
}

function sayStart({ mode, healthMs, readyMs, citiesMs, stopMs, processes }: StartFigures): void {
  const verdict = healthMs <= HEALTH_LIMIT_MS ? '✅' : '❌';
  say(
    `   ${verdict} ${mode}: /health ${healthMs} мс, /ready ${readyMs}, города ${citiesMs}, ` +
      `остановка ${stopMs}`,
  );
  const names = processes.map(({ user, command }) => `${user}: ${programOf(command)}`);
  say(`      ${names.join(', ')}`);
}

/** `api/main.js` of `node --option /app/dist/api/main.js`, or else the command's own name. */
function programOf(command: string): string {
  const [first = ''] = command.split(' ');
  return /dist\/(\S+)/.exec(command)?.[1] ?? /supervisord/.exec(command)?.[0] ?? first;
}

async function replay(running: AsyncDisposableStack): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      directory: { type: 'string', default: join(context, '.data/image') },
      rounds: { type: 'string', default: '3' },
    },
  });
  const date = new Date();
  const machine = machineFacts();
  say('🔨 Повторяю Dockerfile.amvera…');
  const text = (name: string) => readFileSync(join(context, name), 'utf8');
  const image = await buildImage(readDockerfile(text('Dockerfile.amvera')), {
    context,
    isIgnored: readIgnored(text('.dockerignore')),
    directory: values.directory,
    say,
  });
  const sizes = await measureSizes(image);
  saySizes(sizes);
  const user = image.environment['CONTAINER_USER'] ?? 'app';
  const faults = await findFaults(image, user);
  if (faults.length === 0) say(`✅ Лишнего нет; ${user} пишет только в /data и /tmp`);
  for (const fault of faults) say(`❌ ${fault}`);

  const around = await startSurroundings(image, { directory: values.directory, running });
  say('🧪 Отказы и необычные значения');
  const failed = await tryFaults(around, say);
  const rounds = Number(values.rounds);
  say(`⏱️ Запуски на одном ядре, медианы, попыток: ${rounds}`);
  const starts = await measureStarts({ image, around, rounds });
  for (const start of starts) sayStart(start);
  const targets = { healthLimitMs: HEALTH_LIMIT_MS };
  const results = { date, machine, rounds, targets, sizes, faults, failed, starts };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  const isQuick = starts.every(({ healthMs }) => healthMs <= HEALTH_LIMIT_MS);
  return isQuick && faults.length === 0 && failed.length === 0;
}

await using running = new AsyncDisposableStack();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(130));
}
try {
  if (!(await replay(running))) process.exitCode = 1;
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`❌ ${error instanceof Error ? error.message : String(error)}\n`);
}
