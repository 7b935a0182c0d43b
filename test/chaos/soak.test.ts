import { randomInt, randomUUID } from 'node:crypto';
import { sign } from '@tma.js/init-data-node';
import { expect, test, vi } from 'vitest';
import { COUNTIES } from './support/country.ts';
import { randomOf, startFaults } from './support/faults.ts';
import { Ledger } from './support/ledger.ts';
import { repeat } from './support/repeat.ts';
import { last } from './support/length.ts';
import { System, type StartedApi } from './support/system.ts';

const IS_SOAK = process.env['CHAOS_TEST'] === 'soak';
const SECONDS = Number(process.env['CHAOS_SOAK_SECONDS'] || 120);
const SEED = Number(process.env['CHAOS_SEED'] || randomInt(2 ** 31));
const CONVERGED = { timeout: 60_000, interval: 100 };
const PERSON = 7_000_000_001;

/** A place behind the balancer: an api, and somebody who asks it again and again. */
interface Place {
  name: string;
  api: StartedApi;
  stop(): Promise<void>;
}

let places: Place[] = [];
const ledger = new Ledger();
let apisStarted = 0;

/** Reads one after another, so that their order is known. */
function readFrom(api: StartedApi): Place {
  apisStarted += 1;
  const name = `api ${apisStarted}`;
  const reading = repeat(
    () => 20,
    async () => {
      try {
        const { status, headers, text } = await api.ask(COUNTIES);
        ledger.answers(name, { status, version: String(headers['x-data-version']), text });
      } catch (error) {
        ledger.fails(name, error);
      }
    },
  );
  return { name, api, stop: () => reading.stop() };
}

test.runIf(IS_SOAK)(
  `for ${SECONDS} s whatever breaks, in the order of CHAOS_SEED=${SEED}, breaks no promise`,
  async () => {
    await using system = await System.start(['--appendonly', 'yes', '--appendfsync', 'no']);
    const random = randomOf(SEED);
    const worker = system.startWorker();
    system.startBot();
    places = (await Promise.all([system.startApi(), system.startApi()])).map(readFrom);
    const anyApi = () => places[Math.floor(random() * places.length)]!.api;
    const invalidate = async () => {
      const change = await system.change((begun) => ledger.begins(begun));
      if ((await anyApi().clear()).status === 202) ledger.acknowledges(change);
    };
    const evaluate = async () => {
      const initData = sign(
        { user: { id: PERSON, first_name: 'Ada' } },
        system.telegram.token,
        new Date(),
      );
      const { json } = await anyApi().ask('/api/evaluations', {
        method: 'POST',
        body: { country: 1, city: 7, county: 101, area: 85 },
        headers: { Authorization: `tma ${initData}`, 'Idempotency-Key': randomUUID() },
      });
      const { evaluation, saving } = json as {
        evaluation: { id: string };
        saving: { status: string };
      };
      if (saving.status === 'saved') ledger.saves(evaluation.id);
    };
    const chat = system.telegram.chat({ id: PERSON, firstName: 'Ada', languageCode: 'en' });
    let asked = 0;
    const talk = async () => {
      asked += 1;
      await chat.say('/start');
    };

    const busy = [
      repeat(
        () => 500,
        () => invalidate().catch(() => {}),
      ),
      repeat(
        () => 1_000,
        () => evaluate().catch(() => {}),
      ),
      repeat(() => 3_000, talk),
    ];
    const faults = startFaults({
      system,
      random,
      worker,
      async replaceApi(retire) {
        const fresh = readFrom(await system.startApi());
        const [old] = places.splice(Math.floor(random() * places.length), 1, fresh);
        await old!.stop();
        await retire(old!.api);
      },
    });
    await last(SECONDS * 1_000);
    const happened = await faults.stop();
    await Promise.all(busy.map((one) => one.stop()));

    // all is whole again: the last change reaches everybody
    await vi.waitFor(async () => {
      const change = await system.change((begun) => ledger.begins(begun));
      expect((await anyApi().clear()).status).toBe(202);
      ledger.acknowledges(change);
      for (const { name } of places) {
        await vi.waitUntil(() => ledger.shownBy(name) >= change, { timeout: 20_000, interval: 20 });
      }
    }, CONVERGED);
    const kept = async () =>
      (await system.supabase.sql<{ id: string }>('select id from evaluations')).map(({ id }) => id);
    const outcome = async () =>
      ledger.violations({
        readers: places.map(({ name }) => name),
        evaluations: await kept(),
        chat: { asked, answered: chat.messages.length },
      });
    // what was saved is on its way to the database
    await vi.waitUntil(async () => (await outcome()).length === 0, CONVERGED).catch(() => {});
    await Promise.all(places.map((place) => place.stop()));
    process.stdout.write(`CHAOS_SEED=${SEED}: ${happened.length} faults, ${ledger.summary()}\n`);
    expect(await outcome(), `CHAOS_SEED=${SEED}\n${happened.join('\n')}`).toEqual([]);
  },
  (SECONDS + 300) * 1_000,
);
