import { redisOf } from '../config.ts';
import { EXIT_CONFIGURATION } from '../errors.ts';
import { createMask } from '../secrets.ts';
import { examineVariables, secretsOf, type Environment, type Values } from '../variables.ts';
import { examineConfiguration } from './configuration.ts';
import { examine, type Check } from './examination.ts';
import { IN_SETTINGS, type Finding, type Section, type State } from './findings.ts';
import { modeOf } from './mode.ts';
import { findSettings } from './settings.ts';

const DEADLINE_MS = 12_000;
const MS_PER_HOUR = 3_600_000;

export interface DiagnosisOptions {
  /** Where `.env` and the record of a running system are looked for. */
  directory: string;
  environment: Environment;
  /** Whether `npm start` is there to embed what is not named; in the container it is not. */
  canEmbed: boolean;
  deadlineMs?: number;
  onProgress?: (running: readonly string[]) => void;
}

export interface Diagnosis {
  state: Exclude<State, 'unused'>;
  exitCode: number;
  /** Russian. */
  mode: string;
  sections: Section[];
}

/** Examines the whole installation within some 13 seconds, and holds no secret. Never rejects for what it finds. */
export async function diagnose(options: DiagnosisOptions): Promise<Diagnosis> {
  const { directory, environment, canEmbed, deadlineMs = DEADLINE_MS, onProgress } = options;
  const settings = findSettings(directory, environment);
  const { values, problems } = examineVariables(settings.environment);
  const wrong = problems.map(({ name }) => name);
  const mode = wrong.some((name) => /^(?:REDIS_HOST|CACHE_ENABLED)$/.test(name))
    ? 'неизвестен'
    : modeOf(values, canEmbed);
  const configuration = {
    title: 'Конфигурация',
    findings: examineConfiguration({ settings, values, problems, mode, canEmbed }),
  };
  const checks = checksFor(values, canEmbed).map((check) => unlessWrong(check, wrong));
  const examined = await examine({ checks, deadlineMs, ...(onProgress && { onProgress }) });
  const mask = createMask(secretsOf(settings.environment));
  const sections = [configuration, ...examined].map(({ title, findings }) => ({
    title,
    findings: findings.map((finding) => ({ ...finding, found: mask.text(finding.found) })),
  }));
  return { ...verdict(sections), mode, sections };
}

function verdict([configuration, ...examined]: Section[]): Pick<Diagnosis, 'state' | 'exitCode'> {
  const has = (sections: (Section | undefined)[], state: State) =>
    sections.some((section) => section?.findings.some((finding) => finding.state === state));
  if (has([configuration], 'problem')) return { state: 'problem', exitCode: EXIT_CONFIGURATION };
  if (has(examined, 'problem')) return { state: 'problem', exitCode: 1 };
  return { state: has([configuration, ...examined], 'warning') ? 'warning' : 'ok', exitCode: 0 };
}

interface ConfiguredCheck extends Check {
  /** The variables it stands on. */
  variables: RegExp;
}

function unlessWrong({ title, run, variables }: ConfiguredCheck, wrong: string[]): Check {
  const first = wrong.find((name) => variables.test(name));
  if (first === undefined) return { title, run };
  const found = `сначала исправьте ${first}`;
  return { title, run: async (report) => report({ name: 'Не проверено', state: 'unused', found }) };
}

/** What is not used is not loaded either: beside four programs memory is short. */
function checksFor(values: Values, canEmbed: boolean): ConfiguredCheck[] {
  return [
    {
      title: 'Redis',
      variables: /^REDIS_/,
      async run(report) {
        const config = redisOf(values);
        if (config === undefined) return report(withoutRedis(canEmbed));
        const { checkRedis } = await import('./redis.ts');
        const ttlMs = values.CACHE_TTL_HOURS * MS_PER_HOUR;
        const marketTtlMs = values.MARKET_TTL_HOURS * MS_PER_HOUR;
        await checkRedis({ config, ttlMs, marketTtlMs }, report);
      },
    },
    {
      title: 'Supabase',
      variables: /^SUPABASE_/,
      async run(report, signal) {
        const { SUPABASE_URL: url, SUPABASE_ANON_KEY: anonKey } = values;
        const { SUPABASE_SERVICE_ROLE_KEY: serviceRoleKey } = values;
        if (url === undefined) return report(withoutSupabase(canEmbed));
        const { checkSupabase } = await import('./supabase.ts');
        await checkSupabase({ url, anonKey, serviceRoleKey }, report, signal);
      },
    },
    {
      title: 'Telegram',
      variables: /^(?:TELEGRAM_|HTTPS_PROXY)/,
      async run(report) {
        const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = values;
        if (token === undefined) return report(WITHOUT_BOT);
        const { checkTelegram } = await import('./telegram.ts');
        await checkTelegram({ token, apiRoot, proxyUrl: values.HTTPS_PROXY }, report);
      },
    },
    {
      title: 'Адреса',
      variables: /^(?:WEBAPP_URL|HOST|PORT)$/,
      async run(report, signal) {
        const { WEBAPP_URL: webappUrl, HOST: host, PORT: port } = values;
        const { checkAddresses } = await import('./addresses.ts');
        await checkAddresses({ webappUrl, host, port }, report, signal);
      },
    },
  ];
}

function withoutRedis(canEmbed: boolean): Finding {
  const fix = `Чтобы подключить свой Redis, задайте REDIS_HOST (и REDIS_PORT, REDIS_PASSWORD) ${IN_SETTINGS}.`;
  const found = canEmbed ? 'не задан: npm start запустит свой' : 'не задан: режим памяти';
  return { name: 'REDIS_HOST', state: 'unused', found, fix };
}

function withoutSupabase(canEmbed: boolean): Finding {
  const fix = `Чтобы работать с проектом Supabase, задайте SUPABASE_URL и SUPABASE_ANON_KEY ${IN_SETTINGS}.`;
  const found = canEmbed ? 'не задан: npm start запустит встроенную базу' : 'не задан';
  return { name: 'SUPABASE_URL', state: 'unused', found, fix };
}

const WITHOUT_BOT: Finding = {
  name: 'TELEGRAM_BOT_TOKEN',
  state: 'unused',
  found: 'не задан: бот выключен',
  fix: `Чтобы включить бота, возьмите токен у @BotFather и задайте TELEGRAM_BOT_TOKEN ${IN_SETTINGS}.`,
};
