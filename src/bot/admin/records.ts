import type { RefreshRecord } from '../../cache/events.ts';
import { formatDuration } from '../../i18n/formats.ts';
import type { MessageId } from '../../i18n/translator.ts';
import { cleanName } from '../screens.ts';
import type { Speech } from './speech.ts';

const LONGEST_REASON = 250;
const MOST_FINDINGS = 4;

const RULES = {
  'minimum-rows': 'finding-minimum-rows',
  'row-count': 'finding-row-count',
  'added-limit': 'finding-added-limit',
  'removed-limit': 'finding-removed-limit',
  'unique-ids': 'finding-unique-ids',
  'ids-present': 'finding-ids-present',
  'names-present': 'finding-names-present',
  'parents-present': 'finding-parents-present',
} as const satisfies Record<string, MessageId>;

/** «74 359 строк · +5 −1 ~2 · 3,2 с · версия …»: what is known of a refresh. */
export function figures(
  { rows, difference, durationMs, version }: RefreshRecord,
  { speak, language }: Speech,
): string {
  const changes = difference && differenceText(difference);
  return [
    rows !== undefined && speak('figure-rows', { count: rows }),
    changes,
    formatDuration(language, durationMs),
    version !== undefined && speak('figure-version', { version: cleanName(version) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function differenceText({ added, removed, changed }: NonNullable<RefreshRecord['difference']>) {
  return `+${added} −${removed} ~${changed}`;
}

/** Why a refresh came to nothing, in plain words; the figures of a rule are the operators' and in Russian. */
export function reasons({ findings = [], error }: RefreshRecord, speech: Speech): string[] {
  const { speak, language } = speech;
  if (findings.length === 0) {
    return error === undefined
      ? []
      : [speak('failure-reason', { reason: cleanName(error, LONGEST_REASON) })];
  }
  const told = findings.slice(0, MOST_FINDINGS).map(({ rule, message }) => {
    const words = isRule(rule) ? speak(RULES[rule]) : cleanName(rule);
    const detail = language === 'ru' ? `: ${cleanName(message, LONGEST_REASON)}` : '';
    return `• ${words}${detail}`;
  });
  const left = findings.length - told.length;
  return left > 0 ? [...told, `• … +${left}`] : told;
}

function isRule(rule: string): rule is keyof typeof RULES {
  return rule in RULES;
}
