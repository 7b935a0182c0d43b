import type { StartedProgram } from '../../support/programs.ts';
import { isAnnouncement } from './slowProxy.ts';
import { last } from './length.ts';
import { repeat } from './repeat.ts';
import type { StartedApi, System } from './system.ts';

const LONGEST_FAULT_MS = 8_000;
const LONGEST_PAUSE_MS = 4_000;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface FaultsDependencies {
  system: System;
  random: () => number;
  worker: StartedProgram;
  /** Puts a new api in the place of another, which it gives to `retire` once nobody asks that any more. */
  replaceApi: (retire: (api: StartedApi) => Promise<void>) => Promise<void>;
}

/** Breaks the parts of a system at random, several at a time, until it is stopped; then all of them are whole. */
export function startFaults({ system, random, worker, replaceApi }: FaultsDependencies) {
  const happened: string[] = [];
  const { redis, proxy, gate } = system;
  const lasting = () => last(random() * LONGEST_FAULT_MS);

  const ofRedis: Record<string, () => Promise<void>> = {
    async 'Redis killed'() {
      await redis.kill();
      await lasting();
      await redis.restart();
    },
    async 'Redis stopped'() {
      redis.pause();
      await lasting();
      redis.resume();
    },
    async 'announcements lost'() {
      proxy.carries = (piece) => !isAnnouncement(piece);
      await lasting();
      proxy.carries = () => true;
    },
    async 'Redis slow'() {
      proxy.delayMs = () => 50 + random() * 1_950;
      await lasting();
      proxy.delayMs = () => 0;
    },
  };
  const ofSupabase: Record<string, () => Promise<void>> = {
    async 'Supabase hanging'() {
      gate.hanging = true;
      await lasting();
      gate.hanging = false;
    },
    async 'Supabase gone'() {
      await gate.shut();
      await lasting();
      await gate.open();
    },
  };
  let current = worker;
  const ofPrograms: Record<string, () => Promise<void>> = {
    async 'worker killed'() {
      await system.end(current, 'SIGKILL');
      await last(random() * 2_000);
      current = system.startWorker();
    },
    'api replaced': () =>
      replaceApi(async ({ program }) => {
        const code = await system.end(program, 'SIGTERM');
        if (code !== 0) throw new Error(`an api ended with ${code}:\n${program.stderr()}`);
      }),
  };
  const breakSome = (faults: Record<string, () => Promise<void>>) => {
    const names = Object.keys(faults);
    return repeat(
      () => random() * LONGEST_PAUSE_MS,
      async () => {
        const name = names[Math.floor(random() * names.length)] ?? '';
        happened.push(name);
        await faults[name]?.();
      },
    );
  };
  const breaking = [ofRedis, ofSupabase, ofPrograms].map(breakSome);
  return {
    /** Resolves when every fault under way is over; rejects with what went wrong beside the promises. */
    async stop(): Promise<string[]> {
      await Promise.all(breaking.map((one) => one.stop()));
      return happened;
    },
  };
}
