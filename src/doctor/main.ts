import { diagnose } from './diagnosis.ts';
import { IS_COMPILED } from './findings.ts';
import { readOptions, USAGE, UsageError } from './options.ts';
import { createProgress } from './progress.ts';
import { tableOf } from './table.ts';

const EXIT_USAGE = 64;
/** Where there is no terminal, or one that does not say. */
const USUAL_COLUMNS = 100;

/** The exit code. */
async function main(): Promise<number> {
  const { stdout, stderr, env } = process;
  let options: ReturnType<typeof readOptions>;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    stderr.write(`❌ ${error.message}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
  if (options === undefined) {
    stdout.write(USAGE);
    return 0;
  }
  const progress = createProgress(stderr);
  const diagnosis = await diagnose({
    directory: process.cwd(),
    environment: env,
    canEmbed: !IS_COMPILED,
    onProgress: (running) => progress.update(running),
  });
  progress.end();
  const colour = stdout.isTTY && !env.NO_COLOR;
  stdout.write(
    options.json
      ? `${JSON.stringify(diagnosis)}\n`
      : tableOf(diagnosis, { columns: stdout.columns || USUAL_COLUMNS, colour }),
  );
  return diagnosis.exitCode;
}

// connections of a check that was given up would keep the process alive
process.exit(await main());
