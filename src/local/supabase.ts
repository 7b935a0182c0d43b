import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedSupabase } from './embeddedSupabase.ts';
import { endAtStandstill } from './standstill.ts';
import { ConfigurationError, EXIT_CONFIGURATION, reasonOf } from '../errors.ts';

const stopWithinMs = 2_500;
const standsStillAfterMs = Number(process.env['EMBEDDED_SUPABASE_STANDSTILL_MS'] || 30_000);

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

const {
  EMBEDDED_SUPABASE_PORT,
  EMBEDDED_SUPABASE_DIRECTORY,
  EMBEDDED_SUPABASE_JWT_SECRET,
  EMBEDDED_SUPABASE_WEBHOOK_URL: url,
  EMBEDDED_SUPABASE_WEBHOOK_SECRET: secret,
} = process.env;
const startedAt = performance.now();
const starting = startEmbeddedSupabase({
  dataDirectory: EMBEDDED_SUPABASE_DIRECTORY || undefined,
  gatewayPort: Number(EMBEDDED_SUPABASE_PORT || 0),
  jwtSecret: EMBEDDED_SUPABASE_JWT_SECRET || undefined,
  seed: true,
  webhook: url && secret ? { url, secret } : undefined,
  log: say,
});

async function stop(): Promise<void> {
  const stopping = starting.then((supabase) => supabase.stop()).catch(() => {});
  await Promise.race([stopping, delay(stopWithinMs)]);
  process.exit(0);
}
for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, () => void stop());

try {
  const supabase = await starting;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`Встроенная база готова за ${seconds} с: ${supabase.url}`);
  endAtStandstill({
    afterMs: standsStillAfterMs,
    message:
      '❌ Встроенная база не отвечает: вероятно, диск полон. Освободите место, она запустится снова.',
  });
  if (process.connected) process.send?.({ ready: true });
  const reason = await supabase.exited;
  complain(`❌ Встроенная база остановилась: ${reason.message}`);
  await Promise.race([supabase.stop(), delay(stopWithinMs)]);
  process.exit(1);
} catch (error) {
  complain(`❌ Встроенная база не запустилась: ${reasonOf(error)}`);
  process.exit(error instanceof ConfigurationError ? EXIT_CONFIGURATION : 1);
}
