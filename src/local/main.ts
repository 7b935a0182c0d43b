import { fileURLToPath } from 'node:url';
import { run } from './runner.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

process.exit(
  await run({
    directory: process.cwd(),
    environment: process.env,
    programs: {
      supabase: file('supabase.ts'),
      api: file('../api/main.ts'),
      worker: file('../worker/main.ts'),
      bot: file('../bot/main.ts'),
      solo: file('../solo.ts'),
    },
  }),
);
