import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];
type Fields = Record<string, unknown>;

export interface MergedLogOptions {
  /** Receives whole lines, one call each, so that programs never interleave within a line. */
  write: (text: string) => void;
  format: 'json' | 'pretty';
  colour: boolean;
}

export interface MergedLog {
  /** One line that a program wrote: a pino object, or any other text. */
  line(program: string, text: string): void;
  /** The runner's own word. */
  say(level: 'info' | 'warn' | 'error', message: string, fields?: Fields): void;
}

const LEVELS = { info: 30, warn: 40, error: 50 };
const PROGRAM_STYLES: Record<string, Style> = {
  supabase: 'green',
  redis: 'magenta',
  worker: 'yellow',
  api: 'cyan',
  bot: 'blueBright',
  solo: 'cyan',
  runner: 'blue',
};
const NAME_WIDTH = 8;
const CONTINUATION = `\n${' '.repeat(26)}`;
const HIDDEN = new Set(['level', 'time', 'program', 'msg', 'pid', 'hostname']);

// A logged value may come from a stranger's request: it must not steer the terminal.
const printable = (text: string) =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�').replaceAll('\n', CONTINUATION);

function parse(text: string): Fields | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'level' in value
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}

function symbolOf(level: number): { symbol: string; style: Style } {
  if (level >= 50) return { symbol: '✖', style: 'red' };
  if (level >= 40) return { symbol: '⚠', style: 'yellow' };
  if (level >= 30) return { symbol: 'ℹ', style: 'blue' };
  return { symbol: '·', style: 'gray' };
}

function clock(time: unknown): string {
  const date = typeof time === 'string' || typeof time === 'number' ? new Date(time) : new Date();
  const known = Number.isNaN(date.getTime()) ? new Date() : date;
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = `${two(known.getSeconds())}.${String(known.getMilliseconds()).padStart(3, '0')}`;
  return `${two(known.getHours())}:${two(known.getMinutes())}:${seconds}`;
}

const hasStack = (value: unknown): value is { stack: string; message?: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'stack' in value &&
  typeof value.stack === 'string';

function valueText(value: unknown): string {
  if (hasStack(value)) return valueText(value.message ?? value.stack.split('\n')[0]);
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'undefined';
  return value === '' || /[\s"=]/.test(value) ? JSON.stringify(value) : value;
}

/** Renders what all programs write as one log: `HH:MM:SS.mmm  api       ℹ message  field=value`. */
export function createMergedLog({ write, format, colour }: MergedLogOptions): MergedLog {
  const paint = (style: Style, text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;

  function head(program: string, time?: unknown): string {
    const name = paint(PROGRAM_STYLES[program] ?? 'white', program.padEnd(NAME_WIDTH));
    return `${paint('gray', clock(time))}  ${name}`;
  }

  function render(program: string, record: Fields): string {
    const { symbol, style } = symbolOf(Number(record.level));
    const message = typeof record.msg === 'string' ? printable(record.msg) : '';
    const fields = Object.entries(record).filter(([name]) => !HIDDEN.has(name));
    const details = fields
      .map(([name, value]) => paint('gray', `${printable(name)}=`) + printable(valueText(value)))
      .join(' ');
    const stacks = fields
      .map(([, value]) => (hasStack(value) ? paint('gray', printable(`\n${value.stack}`)) : ''))
      .join('');
    const text = Number(record.level) >= 40 ? paint(style, message) : message;
    return `${head(program, record.time)}  ${paint(style, symbol)} ${text}${details && `  ${details}`}${stacks}\n`;
  }

  return {
    line(program, text) {
      const record = parse(text);
      if (format === 'json') {
        const wrapped = { level: 30, time: new Date().toISOString(), program, msg: text };
        write(`${record ? text : JSON.stringify(wrapped)}\n`);
      } else {
        write(record ? render(program, record) : `${head(program)}  ${text}\n`);
      }
    },
    say(level, message, fields = {}) {
      const time = new Date().toISOString();
      const record = { level: LEVELS[level], time, program: 'runner', ...fields, msg: message };
      write(format === 'json' ? `${JSON.stringify(record)}\n` : render('runner', record));
    },
  };
}
