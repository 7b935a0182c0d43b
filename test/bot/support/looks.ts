import type { BotMessage } from '../../../src/local/botApi/chat.ts';

/** The labels of a message's buttons, row by row. */
export function labelsOf({ buttons }: BotMessage): string[][] {
  return buttons.map((row) => row.map(({ text }) => text));
}

/** The parts of a message that are formatted, with how. */
export function formattedIn({ text, entities }: BotMessage): [string, string][] {
  return entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]);
}

/** A message as a person sees it, for snapshots: the text, then the buttons row by row. */
export function drawingOf(message: BotMessage): string {
  const rows = labelsOf(message).map((row) => row.map((label) => `[${label}]`).join(' '));
  return [message.text, ...(rows.length > 0 ? ['', ...rows] : [])].join('\n');
}
