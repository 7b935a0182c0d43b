import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isGone } from '../support/processes.ts';

const tetherFile = join(import.meta.dirname, '../../src/local/tether.ts');

test('a tethered process dies with a parent that is killed', async () => {
  const script = `
    const { tether } = await import(${JSON.stringify(tetherFile)});
    console.log(tether('sleep', ['60'], { stdio: 'ignore' }).pid);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [output] = (await once(parent.stdout, 'data')) as [Buffer];
  const sleeper = Number(output.toString());
  expect(await isGone(sleeper, 200)).toBe(false);

  parent.kill('SIGKILL');

  expect(await isGone(sleeper)).toBe(true);
});
