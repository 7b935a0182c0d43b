import { DOCUMENT_PATH, documentVariable, requireDocument, type Document } from './document.ts';
import type { Contender } from './rounds.ts';
import { startServer } from './serverProcess.ts';
import { MOST_REQUESTS, type System } from './system.ts';

/** The names the figures go by. */
export const NAMES = {
  nodeHttp: 'bare node:http',
  koa: 'bare Koa',
  bentoCache: 'Koa + BentoCache L1',
  bentoCacheTuned: 'Koa + BentoCache L1, tuned',
  redisGet: 'Koa + ioredis GET',
  supabase: 'Koa + supabase-js',
  ours: 'ours, gzip',
  oursPlain: 'ours, plain',
  oursMemory: 'ours, memory mode',
} as const;

const PEERS = {
  nodeHttp: {},
  koa: {},
  bentoCache: {},
  bentoCacheTuned: {},
  redisGet: {},
  // every request is two queries in one small database: more at once would only wait
  supabase: { connections: 8, sameText: true },
} satisfies Partial<Record<keyof typeof NAMES, { connections?: number; sameText?: boolean }>>;

/** Starts the peers and sees to it that each gives the document. */
export async function startPeers(
  running: AsyncDisposableStack,
  system: System,
  document: Document,
): Promise<Contender[]> {
  const environment = {
    ...system.supabase,
    ...MOST_REQUESTS,
    ...documentVariable(document),
    REDIS_PORT: String(system.redisPort),
  };
  const contenders: Contender[] = [];
  for (const [peer, { sameText = false, ...settings }] of Object.entries<{
    connections?: number;
    sameText?: boolean;
  }>(PEERS)) {
    const name = NAMES[peer as keyof typeof PEERS];
    const file = `bench/peers/${peer}.ts`;
    const server = running.use(
      await startServer({ name, file, environment, readyPath: DOCUMENT_PATH }),
    );
    await requireDocument({ name, url: server.url, sameText }, document);
    const { url, processId } = server;
    contenders.push({ name, url, processId, encoding: 'gzip', ...settings });
  }
  return contenders;
}
