import type { Logger } from './logger.ts';

type Write = NodeJS.WriteStream['write'];

/**
 * What libraries print by themselves (console, debug, Node's warnings) becomes lines of the log from now on; the log
 * writes to its file descriptor directly. Gives stderr's own write, for what must stay as it is.
 */
export function redirectStrayOutput(log: Logger): (text: string) => void {
  const { stdout, stderr } = process;
  const complain = stderr.write.bind(stderr);
  stdout.write = writeTo((text) => log.info(text));
  stderr.write = writeTo((text) => log.warn(text));
  // Node's own listener is the one that prints, and it does so past the stream
  const isSilenced = silencedWarnings();
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!isSilenced(warning)) log.warn({ error: warning }, `Node.js: ${warning.message}`);
  });
  return (text) => void complain(text);
}

/** One line for each call: whoever prints several lines at once means them together. */
function writeTo(say: (text: string) => void): Write {
  return (data: string | Uint8Array, ...rest: unknown[]) => {
    const text = (typeof data === 'string' ? data : Buffer.from(data).toString()).trimEnd();
    if (text !== '') say(text);
    const done = rest.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
}

/** Those that --disable-warning names. */
function silencedWarnings(): (warning: Error & { code?: string }) => boolean {
  const flag = '--disable-warning=';
  const given = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)];
  const names = new Set(
    given.filter((each) => each.startsWith(flag)).map((each) => each.slice(flag.length)),
  );
  return ({ name, code }) => names.has(name) || (code !== undefined && names.has(code));
}
