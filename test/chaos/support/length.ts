import { setTimeout as delay } from 'node:timers/promises';

/** `npm run test:chaos` takes the faults as long as they are promised to be survived, `npm test` in little. */
export const IS_WHOLE = process.env['CHAOS_TEST'] === 'whole';

/** Lets a fault last. */
export const last = (ms: number): Promise<void> => delay(ms);
