import type { ChangeLimits, DatasetId } from './dataset.ts';
import type { Difference } from './difference.ts';

/** A rule that a load broke, with the figures; a dataset with findings is never published. */
export interface Finding {
  /** Stable name of the rule, e.g. `row-count`. */
  rule: string;
  /** One sentence with the figures, for operators (Russian). */
  message: string;
}

/** A load that broke a rule; the version before stays current. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly findings: Finding[];

  constructor(dataset: DatasetId, findings: Finding[]) {
    super(
      `Набор ${dataset} отклонён: ${findings.map(({ rule, message }) => `${rule}: ${message}`).join('; ')}`,
    );
    this.findings = findings;
  }
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What is wrong with the number of rows of a load. */
export function rowFindings(
  { rows, expectedRows }: { rows: number; expectedRows: number },
  limits: ChangeLimits,
): Finding[] {
  const findings: Finding[] = [];
  if (rows < limits.minimumRows) {
    findings.push({
      rule: 'minimum-rows',
      message: `строк ${rows}, должно быть не меньше ${limits.minimumRows}`,
    });
  }
  if (rows !== expectedRows) {
    findings.push({
      rule: 'row-count',
      message: `загружено строк ${rows}, база насчитала ${expectedRows}`,
    });
  }
  return findings;
}

/** What is wrong with a change against the previous version of `previousRows` rows. */
export function changeFindings(
  difference: Difference,
  previousRows: number,
  limits: ChangeLimits,
): Finding[] {
  const check = (rule: string, verb: string, count: number, share: number, rows: number) => {
    // without a limit also where there was nothing: no times infinity is not a number
    if (share === Infinity) return [];
    const allowed = Math.max(rows, Math.floor(previousRows * share));
    if (count <= allowed) return [];
    const message =
      `${verb} строк ${count} из ${previousRows}, допустимо ${allowed} (${percent(share)}); ` +
      'если так и нужно, очистите набор с purge';
    return [{ rule, message }];
  };
  return [
    ...check(
      'added-limit',
      'добавлено',
      difference.added,
      limits.maximumAddedShare,
      limits.maximumAddedRows,
    ),
    ...check(
      'removed-limit',
      'удалено',
      difference.removed,
      limits.maximumRemovedShare,
      limits.maximumRemovedRows,
    ),
  ];
}
