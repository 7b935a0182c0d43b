import {
  Cmd,
  Copy,
  DockerfileParser,
  Entrypoint,
  Env,
  From,
  Healthcheck,
  Run,
  type Flag,
  type Instruction,
  type JSONInstruction,
} from 'dockerfile-ast';

/** One instruction, in the words of the Dockerfile. */
export type Step = { line: number } & (
  | { keyword: 'WORKDIR'; path: string }
  | { keyword: 'COPY'; sources: string[]; destination: string; from?: string; owner?: string }
  | { keyword: 'RUN'; parameters: string[] }
  | { keyword: 'ENV'; values: Record<string, string> }
  | { keyword: 'USER'; user: string }
  | { keyword: 'EXPOSE'; ports: string[] }
  | { keyword: 'ENTRYPOINT' | 'CMD' | 'HEALTHCHECK'; parameters: string[] }
);

/** What begins with a FROM. */
export interface Stage {
  line: number;
  /** A name of an image or of a stage before. */
  base: string;
  name?: string;
  steps: Step[];
}

const HEALTHCHECK_OPTIONS = ['interval', 'timeout', 'start-period', 'start-interval', 'retries'];

/**
 * The stages of a Dockerfile, in its order.
 * @throws Error with the line of what a replay does not know: nothing is skipped
 */
export function readDockerfile(text: string): Stage[] {
  const dockerfile = DockerfileParser.parse(text);
  const [directive] = dockerfile.getDirectives();
  if (directive) throw new Error(`Dockerfile: директива ${directive.getName()} не поддерживается`);
  const stages: Stage[] = [];
  for (const instruction of dockerfile.getInstructions()) {
    const stage = stages.at(-1);
    if (instruction instanceof From) stages.push(readFrom(instruction));
    else if (stage) stage.steps.push(readStep(instruction));
    else throw refusal(instruction, 'стоит перед FROM');
  }
  if (stages.length === 0) throw new Error('Dockerfile: нет ни одного FROM');
  return stages;
}

function readFrom(from: From): Stage {
  requireOptions(from, from.getFlags(), []);
  requireNoVariables(from);
  const [base = '', as, name, ...rest] = words(from);
  if (base === '' || rest.length > 0 || (as !== undefined && as.toUpperCase() !== 'AS')) {
    throw refusal(from, 'не читается');
  }
  return { line: lineOf(from), base, ...(name !== undefined && { name }), steps: [] };
}

function readStep(instruction: Instruction): Step {
  const line = lineOf(instruction);
  const keyword = instruction.getKeyword();
  if (instruction instanceof Run) {
    requireOptions(instruction, instruction.getFlags(), []);
    if (instruction.getHeredocs().length > 0) throw refusal(instruction, 'с <<: не поддерживается');
    return { line, keyword: 'RUN', parameters: commandOf(instruction) };
  }
  if (instruction instanceof Entrypoint || instruction instanceof Cmd) {
    return { line, keyword: keyword as 'CMD', parameters: commandOf(instruction) };
  }
  if (instruction instanceof Healthcheck) return readHealthcheck(instruction);
  requireNoVariables(instruction);
  if (instruction instanceof Copy) return readCopy(instruction);
  if (instruction instanceof Env) {
    const pairs = instruction.getProperties().map((pair) => [pair.getName(), pair.getValue()]);
    if (pairs.some(([, value]) => value === null)) throw refusal(instruction, 'не читается');
    return { line, keyword: 'ENV', values: Object.fromEntries(pairs) as Record<string, string> };
  }
  const [first = '', ...rest] = words(instruction);
  if (keyword === 'EXPOSE') return { line, keyword, ports: [first, ...rest] };
  if (rest.length === 0 && first !== '') {
    if (keyword === 'WORKDIR') return { line, keyword, path: first };
    if (keyword === 'USER') return { line, keyword, user: first };
  }
  throw refusal(instruction, 'не поддерживается');
}

function readCopy(copy: Copy): Step {
  requireOptions(copy, copy.getFlags(), ['from', 'chown']);
  if (copy.getOpeningBracket()) throw refusal(copy, 'в виде JSON не поддерживается');
  const sources = words(copy);
  const destination = sources.pop();
  if (destination === undefined || sources.length === 0) throw refusal(copy, 'не читается');
  const wild = sources.find((source) => /[*?[\]\\]|<</.test(source));
  if (wild !== undefined) throw refusal(copy, `с образцом ${wild} не поддерживается`);
  const option = (name: string) =>
    copy
      .getFlags()
      .find((flag) => flag.getName() === name)
      ?.getValue() ?? undefined;
  const from = option('from');
  const owner = option('chown');
  return {
    line: lineOf(copy),
    keyword: 'COPY',
    sources,
    destination,
    ...(from !== undefined && { from }),
    ...(owner !== undefined && { owner }),
  };
}

function readHealthcheck(healthcheck: Healthcheck): Step {
  requireOptions(healthcheck, healthcheck.getFlags(), HEALTHCHECK_OPTIONS);
  const [, kind, text] = /^(\S+)\s+(.*)$/su.exec(healthcheck.getArgumentsContent() ?? '') ?? [];
  if (kind !== 'CMD' || text === undefined || text.startsWith('[')) {
    throw refusal(healthcheck, 'только с CMD и командой оболочки');
  }
  return { line: lineOf(healthcheck), keyword: 'HEALTHCHECK', parameters: inShell(text) };
}

/** The words of the exec form, or the shell with the text of the shell form. */
function commandOf(instruction: JSONInstruction): string[] {
  const text = instruction.getArgumentsContent() ?? '';
  if (text.startsWith('[')) {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed) && parsed.every((word) => typeof word === 'string')) return parsed;
  }
  if (text === '') throw refusal(instruction, 'не читается');
  return inShell(text);
}

const inShell = (text: string) => ['/bin/sh', '-c', text];

const lineOf = (instruction: Instruction) => instruction.getRange().start.line + 1;

const words = (instruction: Instruction) =>
  instruction.getArguments().map((argument) => argument.getValue());

/** An engine would put in what ARG and ENV say. */
function requireNoVariables(instruction: Instruction): void {
  if (instruction.getRawArgumentsContent()?.includes('$')) {
    throw refusal(instruction, 'с переменной не поддерживается');
  }
}

function requireOptions(instruction: Instruction, flags: Flag[], known: string[]): void {
  const unknown = flags.find((flag) => !known.includes(flag.getName()) || flag.getValue() === null);
  if (unknown) throw refusal(instruction, `с --${unknown.getName()} не поддерживается`);
}

function refusal(instruction: Instruction, reason: string): Error {
  return new Error(
    `Dockerfile, строка ${lineOf(instruction)}: ${instruction.getKeyword()} ${reason}`,
  );
}
