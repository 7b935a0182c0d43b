import type { PGlite } from '@electric-sql/pglite';

// Parse, Bind, Describe, Execute, Close, Flush: the messages after which more of the same statement follow
const leavesOpen = new Set(Buffer.from('PBDECH'));

/** Two users of PGlite's one session who never meet inside a statement or transaction. */
export interface SessionTurns {
  /** The database to give to the socket server. */
  shared: PGlite;
  /** Runs work of our own while no statement or transaction of the socket's clients is open. */
  between<Result>(work: () => Promise<Result>): Promise<Result>;
}

/**
 * PGlite has a single session: a query of ours sent between a client's BEGIN and COMMIT would run with that client's
 * role. So the socket's messages hold the session from the first until a closing one outside a transaction.
 * @param onStatement called after each statement or transaction of the socket's clients
 */
export function takeTurns(database: PGlite, onStatement: () => void = () => {}): SessionTurns {
  let last: Promise<unknown> = Promise.resolve();
  const acquire = async () => {
    const before = last;
    const turn = Promise.withResolvers<void>();
    last = turn.promise;
    await before;
    return turn.resolve;
  };

  let release: (() => void) | undefined;
  const releaseOutsideTransaction = () => {
    if (database.isInTransaction()) return;
    if (release === undefined) return;
    release();
    release = undefined;
    onStatement();
  };
  const execProtocolRawStream: PGlite['execProtocolRawStream'] = async (message, options) => {
    release ??= await acquire();
    await database.runExclusive(() => database.execProtocolRawStream(message, options));
    if (!leavesOpen.has(message[0] ?? 0)) releaseOutsideTransaction();
  };
  const shared: Partial<PGlite> = {
    waitReady: database.waitReady,
    isInTransaction: () => database.isInTransaction(),
    // the socket server runs each message inside this; the turn is taken per message above
    runExclusive: (work) => work(),
    execProtocolRawStream,
    // how the server rolls back for a client that went away
    exec: (query) => database.exec(query).finally(releaseOutsideTransaction),
  };

  return {
    shared: shared as PGlite,
    async between(work) {
      const done = await acquire();
      try {
        return await work();
      } finally {
        done();
      }
    },
  };
}
