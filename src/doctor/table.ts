import { styleText } from 'node:util';
import { widthOf, wrap } from '../wrapping.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Finding, State } from './findings.ts';

const SIGNS: Record<State, string> = { ok: '✅', warning: '⚠️', problem: '❌', unused: '➖' };
/** Indentation, sign and the gaps around the name. */
const BESIDE_NAME_COLUMNS = 2 + 3 + 2;
const NARROWEST = 60;
const WIDEST = 100;

export interface TableOptions {
  /** Columns of the terminal. */
  columns: number;
  colour: boolean;
}

type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/** The diagnosis for a person to read, ending in a newline. */
export function tableOf(diagnosis: Diagnosis, { columns, colour }: TableOptions): string {
  const names = diagnosis.sections.flatMap(({ findings }) => findings.map(({ name }) => name));
  const nameColumns = Math.max(0, ...names.map(widthOf));
  const width = Math.min(WIDEST, Math.max(NARROWEST, columns)) - BESIDE_NAME_COLUMNS - nameColumns;
  const paint: Paint = (format, text) =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  const sections = diagnosis.sections.flatMap(({ title, findings }) => [
    paint('bold', title),
    ...findings.flatMap((finding, index) => {
      const isRepeated = findings[index - 1]?.name === finding.name;
      return rowsOf(isRepeated ? { ...finding, name: '' } : finding, { nameColumns, width, paint });
    }),
    '',
  ]);
  return `${[...sections, summaryOf(diagnosis)].join('\n')}\n`;
}

interface Layout {
  nameColumns: number;
  /** Columns of the text beside the name. */
  width: number;
  paint: Paint;
}

function rowsOf(finding: Finding, { nameColumns, width, paint }: Layout): string[] {
  const { name, state, found } = finding;
  const head = `  ${SIGNS[state]} ${padded(name, nameColumns)}  `;
  const below = ' '.repeat(BESIDE_NAME_COLUMNS + nameColumns);
  const fix = 'fix' in finding ? finding.fix : undefined;
  return [
    ...lines(found, width).map((line, index) => `${index === 0 ? head : below}${line}`),
    ...(fix === undefined ? [] : lines(fix, width + nameColumns)).map((line, index) => {
      const text = `${index === 0 ? '→' : ' '} ${line}`;
      return `     ${paint(state === 'unused' ? 'dim' : 'cyan', text)}`;
    }),
  ];
}

function lines(text: string, columns: number): string[] {
  return wrap(text, columns).map(({ start, end }) => text.slice(start, end).trimEnd());
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}

function summaryOf({ sections }: Diagnosis): string {
  const findings = sections.flatMap((section) => section.findings);
  const count = (state: State) => findings.filter((finding) => finding.state === state).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (problems > 0) return `❌ Проблем: ${problems}, предупреждений: ${warnings}.`;
  if (warnings > 0) return `⚠️ Проблем нет, предупреждений: ${warnings}.`;
  return '✅ Всё в порядке.';
}
