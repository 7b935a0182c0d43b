import type { Values, VariableProblem } from '../variables.ts';
import { contradictionsIn } from './contradictions.ts';
import { IN_SETTINGS, type Finding } from './findings.ts';
import type { Settings } from './settings.ts';

export interface ConfigurationDependencies {
  settings: Settings;
  values: Values;
  problems: readonly VariableProblem[];
  /** What the variables lead to (Russian). */
  mode: string;
  /** Whether `npm start` is there to embed what is not named; in the container it is not. */
  canEmbed: boolean;
}

/** All that can be told without asking anybody. */
export function examineConfiguration(dependencies: ConfigurationDependencies): Finding[] {
  const { settings, values, problems, mode, canEmbed } = dependencies;
  const isGiven = (name: string) => (settings.environment[name] ?? '').trim() !== '';
  const given = Object.keys(values).filter(isGiven);
  return [
    ...(settings.unreadable === undefined ? [] : [unreadableFile(settings.unreadable)]),
    ...problems.map(({ name, given, allowed }): Finding => {
      const fix = `Исправьте ${name} ${IN_SETTINGS}. Допустимо: ${allowed}.`;
      return { name, state: 'problem', found: given, fix };
    }),
    { name: 'Источник', state: 'ok', found: settings.origin },
    given.length === 0
      ? { name: 'Заданы', state: 'unused', found: 'ничего: действуют значения по умолчанию' }
      : { name: 'Заданы', state: 'ok', found: given.join(', ') },
    { name: 'Режим', state: 'ok', found: mode },
    ...supabaseNamed(values, canEmbed, new Set(problems.map(({ name }) => name))),
    ...contradictionsIn(values, { isGiven, canEmbed }),
  ];
}

function unreadableFile(message: string): Finding {
  const fix = 'Исправьте эту строку файла .env; пока её не исправить, npm start не запустится.';
  return { name: 'Файл .env', state: 'problem', found: message, fix };
}

/** Without Supabase nothing starts but `npm start`, which brings its own. */
function supabaseNamed(values: Values, canEmbed: boolean, wrong: ReadonlySet<string>): Finding[] {
  const { SUPABASE_URL: url, SUPABASE_ANON_KEY: key, SUPABASE_SERVICE_ROLE_KEY: service } = values;
  if (url === undefined) {
    const isEmbedded = canEmbed && !wrong.has('SUPABASE_URL');
    if (wrong.has('SUPABASE_URL') || (isEmbedded && key === undefined && service === undefined)) {
      return [];
    }
    const fix = `Задайте SUPABASE_URL ${IN_SETTINGS}: Supabase → Project Settings → Data API → Project URL.`;
    const found = isEmbedded ? 'ключ задан, а адрес нет: npm start возьмёт встроенную базу' : 'нет';
    return [{ name: 'SUPABASE_URL', state: isEmbedded ? 'warning' : 'problem', found, fix }];
  }
  if (key !== undefined || wrong.has('SUPABASE_ANON_KEY')) return [];
  const fix = `Задайте SUPABASE_ANON_KEY ${IN_SETTINGS}: Supabase → Project Settings → API Keys, ключ anon или sb_publishable_….`;
  return [
    service === undefined
      ? { name: 'SUPABASE_ANON_KEY', state: 'problem', found: 'не задан, читать нечем', fix }
      : { name: 'SUPABASE_ANON_KEY', state: 'warning', found: 'нет, читает сервисный ключ', fix },
  ];
}
