import { reasonOf } from '../errors.ts';
import type { Report, Section } from './findings.ts';
import { networkFailureOf } from './networkFailure.ts';

/** One part of the installation; the checks of all parts run side by side. */
export interface Check {
  title: string;
  /** May end with an error or never: what it reported until then counts. */
  run: (report: Report, signal: AbortSignal) => Promise<void>;
}

export interface ExaminationOptions {
  checks: readonly Check[];
  /** When checks that still run are given up. */
  deadlineMs: number;
  /** Hears the titles of the checks that still run, whenever one ends. */
  onProgress?: (running: readonly string[]) => void;
}

/** Runs all checks; ends soon after the deadline at the latest, and never rejects. */
export async function examine(options: ExaminationOptions): Promise<Section[]> {
  const { checks, deadlineMs, onProgress } = options;
  const running = new Set(checks.map(({ title }) => title));
  onProgress?.([...running]);
  return Promise.all(
    checks.map(async (check) => {
      const section = await runCheck(check, deadlineMs);
      running.delete(check.title);
      onProgress?.([...running]);
      return section;
    }),
  );
}

async function runCheck({ title, run }: Check, deadlineMs: number): Promise<Section> {
  const findings: Section['findings'] = [];
  const deadline = new AbortController();
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), deadlineMs);
  let isOpen = true;
  const report: Report = (finding) => void (isOpen && findings.push(finding));
  const ended = await Promise.race([
    run(report, deadline.signal).catch((error: unknown) => ({ error })),
    late.promise,
  ]);
  isOpen = false;
  clearTimeout(timer);
  deadline.abort();
  if (ended === 'late') {
    const found = `не закончена за ${deadlineMs / 1_000} с, показано то, что успели узнать`;
    const fix = 'Повторите проверку; если не помогает, проверьте сеть.';
    findings.push({ name: 'Проверка', state: 'problem', found, fix });
  } else if (ended) {
    const fix = 'Повторите проверку.';
    const { kind, words } = networkFailureOf(ended.error);
    const found = `прервана: ${kind === 'other' ? reasonOf(ended.error) : words}`;
    findings.push({ name: 'Проверка', state: 'problem', found, fix });
  }
  return { title, findings };
}
