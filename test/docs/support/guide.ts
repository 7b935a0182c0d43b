import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The directory of the repository. */
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** A fenced block of a guide. */
export interface Block {
  /** What stands behind the opening fence. */
  info: string;
  text: string;
  /** Number of its opening line, from 1. */
  line: number;
}

export const readGuide = (name: string) => readFileSync(`${REPOSITORY}docs/${name}`, 'utf8');

/** The fenced blocks, in order; indentation as in lists is taken off. */
export function blocksOf(guide: string): Block[] {
  return [...guide.matchAll(/^( *)```(.*)\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = '', info = '', text = ''], index, all) => ({
      info: info.trim(),
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      line: guide.slice(0, all[index]?.index).split('\n').length,
    }),
  );
}

/** A line of the log as a block quotes it. */
export interface QuotedLine {
  program: string;
  message: string;
}

export const quotedLinesOf = ({ text }: Block): QuotedLine[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [, program = '', message = ''] = /^(\w+)\s+(.+)$/.exec(line) ?? [];
      return { program, message };
    });

/** What stands in `code` outside of fenced blocks. */
export function codeIn(guide: string): string[] {
  const prose = guide.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The rows of the table under a head that begins with this cell: their cells. */
export function tableUnder(guide: string, firstHead: string): string[][] {
  const lines = guide.slice(guide.indexOf(`\n| ${firstHead} |`) + 1).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Matches what the guide shows: `…` stands for anything, blanks for any blanks. */
export function shown(text: string): RegExp {
  const parts = text
    .trim()
    .split('…')
    .map((part) =>
      part
        .split(/\s+/)
        .map((word) => RegExp.escape(word))
        .join(String.raw`\s+`),
    );
  return new RegExp(parts.join('.*'));
}
