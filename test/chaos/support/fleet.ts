import { freePort } from '../../../src/local/freePort.ts';
import { answersOk } from '../../../src/local/waiting.ts';
import { vi } from 'vitest';
import { startProgram, type StartedProgram } from '../../support/programs.ts';

/** As long and as large as promised, not as short as `npm test` needs it. */
export const IS_WHOLE = process.env['CHAOS_TEST'] === 'whole';

export const ADMIN_TOKEN = 'the-admin-token-of-this-run';

export interface Member {
  kind: 'api' | 'worker' | 'bot';
  program: StartedProgram;
  /** Where it answers; nobody listens there but an api. */
  origin: string;
}

/** How many programs of each kind. */
export type Shape = Record<Member['kind'], number>;

/** Programs beside one Redis and one Supabase, which are the test's own. */
export interface Fleet {
  members: Member[];
  start(kind: Member['kind'], port?: number): Promise<Member>;
  /** Starts so many of each kind at once, and waits until every api is ready. */
  startAll(shape: Shape): Promise<Member[]>;
  /** SIGTERM; gives the exit code and how long the end took. */
  end(member: Member): Promise<{ code: number | null; tookMs: number }>;
  /** Kills all that is left. */
  kill(): Promise<void>;
}

const READY = { timeout: 60_000, interval: 50 };

export function createFleet(environment: Record<string, string>): Fleet {
  const members: Member[] = [];
  const start = async (kind: Member['kind'], port?: number): Promise<Member> => {
    const ownPort = port ?? (await freePort());
    const program = startProgram(`src/${kind}/main.ts`, {
      HOST: '127.0.0.1',
      ADMIN_API_TOKEN: ADMIN_TOKEN,
      RATE_LIMIT_PER_MINUTE: '1000000',
      ...environment,
      PORT: String(ownPort),
    });
    const member = { kind, program, origin: `http://127.0.0.1:${ownPort}` };
    members.push(member);
    return member;
  };
  return {
    members,
    start,
    async startAll(shape) {
      const kinds = (Object.keys(shape) as Member['kind'][]).flatMap((kind) =>
        Array.from({ length: shape[kind] }, () => kind),
      );
      const started = await Promise.all(kinds.map((kind) => start(kind)));
      await Promise.all(started.filter(({ kind }) => kind === 'api').map(ready));
      return started;
    },
    async end(member) {
      members.splice(members.indexOf(member), 1);
      const startedAt = performance.now();
      member.program.signal('SIGTERM');
      const code = await member.program.exited;
      return { code, tookMs: performance.now() - startedAt };
    },
    async kill() {
      for (const { program } of members) program.signal('SIGKILL');
      await Promise.all(members.map(({ program }) => program.exited));
    },
  };
}

export async function ready({ origin }: Member): Promise<void> {
  await vi.waitUntil(() => answersOk(`${origin}/ready`), READY);
}
