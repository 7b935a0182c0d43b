import { median } from '../../bench/figures.ts';
import type { Image } from './build.ts';
import type { ContainerProcess } from './container.ts';
import { requireCalm, type Settings, type Surroundings } from './surroundings.ts';

/** Milliseconds from the start of the entrypoint; medians of the rounds. */
export interface StartFigures {
  mode: string;
  healthMs: number;
  readyMs: number;
  citiesMs: number;
  stopMs: number;
  processes: ContainerProcess[];
}

export interface StartDependencies {
  image: Image;
  around: Surroundings;
  rounds: number;
}

const CITIES = '/api/countries/1/cities';

/** Starts and stops the container in each mode. Throws when it does not do as it should. */
export async function measureStarts(dependencies: StartDependencies): Promise<StartFigures[]> {
  const { around, rounds } = dependencies;
  const taken = new Map<string, Omit<StartFigures, 'mode'>[]>();
  for (let round = 0; round < rounds; round += 1) {
    await using running = new AsyncDisposableStack();
    const data = around.emptyData();
    const embedded = { environment: await around.embeddedRedis(), data };
    const external = { environment: await around.startRedis(running) };
    const modes: [string, Settings][] = [
      ['memory', {}],
      ['embedded, /data empty', embedded],
      ['embedded, /data kept', embedded],
      ['external, Redis empty', external],
      ['external, Redis filled', external],
    ];
    for (const [mode, settings] of modes) {
      taken.set(mode, [...(taken.get(mode) ?? []), await measureStart(dependencies, settings)]);
    }
  }
  return [...taken].map(([mode, starts]) => ({
    mode,
    healthMs: median(starts.map(({ healthMs }) => healthMs)),
    readyMs: median(starts.map(({ readyMs }) => readyMs)),
    citiesMs: median(starts.map(({ citiesMs }) => citiesMs)),
    stopMs: median(starts.map(({ stopMs }) => stopMs)),
    processes: starts[0]?.processes ?? [],
  }));
}

async function measureStart(
  { image, around }: StartDependencies,
  settings: Settings,
): Promise<Omit<StartFigures, 'mode'>> {
  const environment = { ...around.environment, ...settings.environment };
  await using container = around.start(settings);
  const [healthMs, readyMs, citiesMs] = await Promise.all([
    container.answers('/health'),
    container.answers('/ready'),
    container.answers(CITIES),
  ]);
  if ('REDIS_HOST' in environment) await container.saysMetric('redis_usable 1');
  await container.execute(image.healthcheck);
  await container.execute(['node', '--run', 'doctor']);
  const processes = container.processes();
  const { code, stopMs } = await container.stop();
  if (code !== 0) throw new Error(`контейнер остановился с кодом ${code}:\n${container.output}`);
  requireCalm(container.output, environment);
  const ofRoot = processes.find(({ user }) => user === 'root');
  if (ofRoot) throw new Error(`от root работает: ${ofRoot.command}`);
  return { healthMs, readyMs, citiesMs, stopMs, processes };
}
