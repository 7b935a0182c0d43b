import { styleText } from 'node:util';
import type { BotMessage } from '../botApi/chat.ts';
import type { BotButton } from '../botApi/replyMarkup.ts';
import { widthOf, wrap } from '../../wrapping.ts';

export interface Look {
  /** Whether bold is shown as bold. */
  colour: boolean;
  /** Width of the terminal; absent: rows are as long as they are. */
  columns?: number | undefined;
}

const BAR = '│ ';
const CHANGED = '✎ ';
const GAP = '   ';
/** Controls but the line end, and marks that turn the direction of the text around them. */
const STEERING =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text that cannot steer the terminal, as long as before. */
export function safe(text: string): string {
  return text.toWellFormed().replaceAll(STEERING, ' ');
}

/** The rows of a message's text. */
export function textRows({ text, entities }: BotMessage, { colour, columns }: Look): string[] {
  const clean = safe(text);
  const bold = colour ? entities.filter(({ type }) => type === 'bold') : [];
  const rows: string[] = [];
  let lineStart = 0;
  for (const line of clean.split('\n')) {
    const from = lineStart;
    const pieces = columns ? wrap(line, columns - 1 - BAR.length) : undefined;
    for (const { start, end } of pieces ?? [{ start: 0, end: line.length }]) {
      rows.push(embolden(clean, { start: from + start, end: from + end }, bold));
    }
    lineStart += line.length + 1;
  }
  return rows;
}

/** A stretch of a text with what is bold in it. */
function embolden(
  text: string,
  { start, end }: { start: number; end: number },
  bold: readonly { offset: number; length: number }[],
): string {
  let done = start;
  let styled = '';
  for (const { offset, length } of bold) {
    const from = Math.max(offset, done);
    const to = Math.min(offset + length, end);
    if (from >= to) continue;
    const strong = styleText('bold', text.slice(from, to), { validateStream: false });
    styled += text.slice(done, from) + strong;
    done = to;
  }
  return styled + text.slice(done, end);
}

/** The rows of the numbered buttons under a message, numbered from 1. */
export function buttonRows({ buttons }: BotMessage, { columns = Infinity }: Look): string[] {
  let number = 0;
  return buttons.flatMap((row) => {
    const labels = row.map((button) => `[${(number += 1)}] ${labelOf(button)}`);
    const rows: string[] = [];
    for (const label of labels) {
      const together = `${rows.at(-1)}${GAP}${label}`;
      const fits = rows.length > 0 && widthOf(together) < columns - BAR.length;
      if (fits) rows[rows.length - 1] = together;
      else rows.push(label);
    }
    return rows;
  });
}

/** A button's name; an arrow where pressing opens something outside the chat. */
export function labelOf({ text, data }: BotButton): string {
  return `${safe(text).replaceAll('\n', ' ')}${data === undefined ? ' ↗' : ''}`;
}

/** Rows with the bar that tells the bot's words from the person's; marked where they are said anew. */
export function withBar(rows: readonly string[], isChange: boolean): string[] {
  return rows.map((row, index) => `${isChange && index === 0 ? CHANGED : BAR}${row}`.trimEnd());
}
