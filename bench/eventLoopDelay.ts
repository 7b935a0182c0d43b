import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { EventLoopDelay } from './swaps.ts';

// Loaded into a program before its own code: tells over the channel, when asked, how late timers were since the last time.

const RESOLUTION_MS = 1;
const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
histogram.enable();

const milliseconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);

process.on('message', () => {
  const delay: EventLoopDelay = {
    p99: milliseconds(histogram.percentile(99)),
    longest: milliseconds(histogram.max),
  };
  process.send?.(delay);
  histogram.reset();
});
process.channel?.unref();
