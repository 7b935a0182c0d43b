import { createLogger } from '../src/logger.ts';

/** For what runs inside the benchmark's own process. */
export const quietLog = createLogger({ program: 'bench', level: 'silent', format: 'json' });
