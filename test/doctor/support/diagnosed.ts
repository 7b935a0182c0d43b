import { tmpdir } from 'node:os';
import { diagnose, type Diagnosis, type DiagnosisOptions } from '../../../src/doctor/diagnosis.ts';
import type { Finding } from '../../../src/doctor/findings.ts';
import { freePort } from '../../../src/local/freePort.ts';
import { tableOf } from '../../../src/doctor/table.ts';

export interface Diagnosed extends Diagnosis {
  /** `state found` of the rows of that name, in one part. */
  rows(title: string, name: string): string[];
  /** What to do about the first such row. */
  fix(title: string, name: string): string;
  /** All that could be printed. */
  printed: string;
}

/** Examines what these variables name, as in the container unless told otherwise. */
export async function diagnosed(
  environment: Record<string, string>,
  options: Partial<DiagnosisOptions> = {},
): Promise<Diagnosed> {
  const variables = { PORT: String(await freePort()), ...environment };
  const diagnosis = await diagnose({
    directory: tmpdir(),
    environment: variables,
    canEmbed: false,
    ...options,
  });
  const findings = (title: string, name: string): Finding[] =>
    diagnosis.sections
      .filter((section) => section.title === title)
      .flatMap((section) => section.findings)
      .filter((finding) => finding.name === name);
  return {
    ...diagnosis,
    rows: (title, name) => findings(title, name).map(({ state, found }) => `${state} ${found}`),
    fix(title, name) {
      const [finding] = findings(title, name);
      return (finding && 'fix' in finding && finding.fix) || '';
    },
    printed: JSON.stringify(diagnosis) + tableOf(diagnosis, { columns: 80, colour: false }),
  };
}
