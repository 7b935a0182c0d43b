import type { Logger } from 'pino';
import { ALL } from '../../cache/events.ts';
import type { RedisLink } from '../../cache/redisLink.ts';
import { reasonOf } from '../../errors.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Translator } from '../../i18n/translator.ts';
import type { Admins } from '../../people/admins.ts';
import { ChatUnreachableError } from '../../telegram/telegramErrors.ts';
import type { Messages } from '../messages.ts';
import type { Screen } from '../screens.ts';
import { alertOverScreen, alertScreen, type Alert } from './alertScreens.ts';
import { conditionsOf, type ConditionsDependencies } from './conditions.ts';
import type { DatasetNames } from './datasetNames.ts';
import type { Incidents } from './incidents.ts';
import { speechIn, type Speech } from './speech.ts';

const INTERVAL_MS = 15_000;
/** A shorter outage is nobody's business. */
const REDIS_AWAY_MS = 5_000;

export interface AlertsDependencies extends Omit<ConditionsDependencies, 'now'> {
  incidents: Incidents;
  admins: Pick<Admins, 'all'>;
  messages: Messages;
  translator: Translator;
  datasetNames: DatasetNames;
  /** The language an admin has chosen. */
  languageOf: (chatId: number) => Promise<Language>;
  log: Logger;
  /** Absent in memory mode. */
  redis?: Pick<RedisLink, 'isUsable' | 'writeRefusal' | 'onUsable' | 'onLost'> | undefined;
  now?: () => number;
}

/** Tells admins, once per incident, what is out of order, and once that it is over. Runs where the bot polls. */
export interface Alerts {
  /** Looks at once and then every so often. */
  start(): void;
  /** Looks once; never rejects. */
  tick(): Promise<void>;
  /** Resolves when the look under way has ended. */
  stop(): Promise<void>;
}

interface Finding extends Alert {
  id: string;
  isOn: boolean;
  since: number;
}

export function createAlerts(dependencies: AlertsDependencies): Alerts {
  const { reader, catalogue, incidents, admins, messages, redis, log } = dependencies;
  const { translator, datasetNames, languageOf, now = Date.now } = dependencies;
  /** Chats that cannot be written to, until this process ends. */
  const unreachable = new Set<number>();
  let redisLostAt: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let redisTimer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();

  const look = async () => {
    const hasRead = await incidents.settle();
    for (const finding of [...redisFindings(), ...(hasRead ? await datasetFindings() : [])]) {
      const incident = incidents.get(finding.id);
      if (finding.isOn) await tellAll(finding);
      else if (incident) await tellOver(finding, incident.since);
    }
  };

  const redisFindings = (): Finding[] => {
    if (redis === undefined) return [];
    redisLostAt = redis.isUsable() ? undefined : (redisLostAt ?? now());
    const base = { id: 'redis', trouble: 'redis', dataset: ALL } as const;
    if (redisLostAt === undefined) {
      const isOn = redis.writeRefusal() !== undefined;
      const writes = { id: 'redis-writes', trouble: 'redis-writes', dataset: ALL } as const;
      return [
        { ...base, isOn: false, since: now() },
        { ...writes, isOn, since: now() },
      ];
    }
    const isLong = now() - redisLostAt >= REDIS_AWAY_MS || incidents.get('redis') !== undefined;
    return isLong ? [{ ...base, isOn: true, since: redisLostAt }] : [];
  };

  const datasetFindings = async (): Promise<Finding[]> => {
    if (reader.held(catalogue.root) === undefined) return [];
    const findings: Finding[] = [];
    for (const dataset of reader.ids()) {
      const idOf = (trouble: string) => `${trouble}/${dataset}`;
      const isOpen = (trouble: string) => incidents.get(idOf(trouble)) !== undefined;
      const held = reader.held(dataset);
      const ageSeconds = held && (now() - held.checkedAt) / 1_000;
      const conditions = await conditionsOf(dataset, isOpen, { ...dependencies, now });
      for (const one of conditions) findings.push({ ...one, id: idOf(one.trouble), ageSeconds });
    }
    await forgetGone();
    return findings;
  };

  /** Nobody needs to hear that a dataset which is no more is well. */
  const forgetGone = async () => {
    const existing = new Set(reader.ids());
    for (const id of incidents.ids()) {
      const [, dataset] = /^[a-z]+\/(.+)$/.exec(id) ?? [];
      if (dataset !== undefined && !existing.has(dataset)) await incidents.delete(id);
    }
  };

  const tellAll = async (finding: Finding) => {
    const { id, since } = finding;
    const incident = incidents.get(id) ?? { since, told: [] };
    if (incidents.get(id) === undefined) await incidents.set(id, incident);
    for (const admin of admins.all()) {
      if (incident.told.includes(admin) || unreachable.has(admin)) continue;
      const isTold = await tell(admin, (speech) => alertScreen(finding, datasetNames, speech));
      if (!isTold) continue;
      incident.told.push(admin);
      await incidents.set(id, incident);
    }
  };

  const tellOver = async (finding: Finding, since: number) => {
    const { id } = finding;
    const over = { ...finding, lastedMs: now() - since };
    const told = incidents.get(id)?.told ?? [];
    const current = new Set(admins.all());
    while (told.length > 0) {
      const admin = told[0]!;
      if (current.has(admin) && !unreachable.has(admin)) {
        await tell(admin, (speech) => alertOverScreen(over, datasetNames, speech));
      }
      told.shift();
      await incidents.set(id, { since, told });
    }
    await incidents.delete(id);
  };

  /** @throws when it may succeed another time */
  const tell = async (chatId: number, screenIn: (speech: Speech) => Screen): Promise<boolean> => {
    try {
      const language = await languageOf(chatId);
      await messages.send(chatId, screenIn(speechIn(translator, language)));
      return true;
    } catch (error) {
      if (!(error instanceof ChatUnreachableError)) throw error;
      unreachable.add(chatId);
      log.warn({ chatId }, 'Администратору не написать: чат с ботом не начат или закрыт');
      return false;
    }
  };

  const tick = () => {
    looking = looking.then(look).catch((error: unknown) => {
      log.debug({ reason: reasonOf(error) }, 'Оповещения администраторов отложены');
    });
    return looking;
  };

  const isRunning = () => timer !== undefined;
  redis?.onUsable(() => {
    clearTimeout(redisTimer);
    if (isRunning()) void tick();
  });
  redis?.onLost(() => {
    redisLostAt ??= now();
    incidents.distrust();
    clearTimeout(redisTimer);
    if (isRunning()) redisTimer = setTimeout(() => void tick(), REDIS_AWAY_MS);
  });

  return {
    start() {
      if (isRunning()) return;
      incidents.reread();
      timer = setInterval(() => void tick(), INTERVAL_MS);
      void tick();
    },
    tick,
    async stop() {
      clearInterval(timer);
      clearTimeout(redisTimer);
      timer = undefined;
      await looking;
    },
  };
}
