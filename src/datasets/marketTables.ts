import { LoadError } from '../errors.ts';
import type { Database } from './database.ts';

/** A row as `market_rows` gives it, values in the order of its table. */
export type TableRow = readonly unknown[];

export interface TableLoad {
  rows: number;
  expectedRows: number;
  revision: number;
}

interface Tables {
  database: Database;
  tables: readonly string[];
  /** Rows of this country only; absent for a table that knows no countries. */
  countryId?: number;
  /** Called before the rows are given, and again where they have to be given anew. */
  restart: () => void;
  take: (table: string, rows: readonly TableRow[]) => Promise<void>;
  signal: AbortSignal;
}

const PIECE_ROWS = 20_000;
const LOAD_ATTEMPTS = 3;

/**
 * Gives the rows of tables at one moment, piece by piece, so that they never are in memory together; begins anew when
 * the tables changed meanwhile.
 * @throws LoadError when the database does not give them, or they never stand still
 */
export async function loadTables(options: Tables): Promise<TableLoad> {
  for (let attempt = 1; ; attempt += 1) {
    const expectedRows = await countRows(options);
    options.restart();
    const { rows, revisions } = await giveRows(options);
    const [revision = 0, ...others] = revisions;
    const isStill = others.length === 0;
    if (isStill && (rows === expectedRows || attempt === LOAD_ATTEMPTS)) {
      return { rows, expectedRows, revision };
    }
    if (attempt === LOAD_ATTEMPTS) {
      throw new LoadError(`Таблицы ${options.tables.join(', ')} менялись во время загрузки`, {
        retryable: true,
      });
    }
  }
}

async function countRows({ database, tables, countryId, signal }: Tables): Promise<number> {
  const parameters = { p_tables: tables, p_country_id: countryId ?? null };
  const counts = await database.call('market_counts', parameters, signal);
  return Object.values((counts ?? {}) as Record<string, number>).reduce((sum, one) => sum + one, 0);
}

async function giveRows({ database, tables, countryId, take, signal }: Tables) {
  const revisions = new Set<number>();
  let rows = 0;
  for (const table of tables) {
    let after: unknown = null;
    do {
      const parameters = {
        p_table: table,
        p_country_id: countryId ?? null,
        p_after: after,
        p_limit: PIECE_ROWS,
      };
      const piece = pieceOf(await database.call('market_rows', parameters, signal));
      await take(table, piece.rows);
      rows += piece.rows.length;
      revisions.add(piece.revision);
      after = piece.next;
    } while (after !== null);
  }
  return { rows, revisions };
}

function pieceOf(answer: unknown): { revision: number; rows: TableRow[]; next: unknown } {
  const { revision, rows, next } = (answer ?? {}) as Record<string, unknown>;
  if (typeof revision !== 'number' || !Array.isArray(rows)) {
    throw new LoadError('market_rows вернула неожиданное: нет revision или rows', {
      retryable: false,
    });
  }
  return { revision, rows: rows as TableRow[], next: next ?? null };
}
