import { cpSync, mkdirSync, readdirSync, rmSync, statSync, existsSync } from 'node:fs';
import { basename, join, posix, relative } from 'node:path';
import { provideBase } from './base.ts';
import type { Stage, Step } from './dockerfile.ts';
import { describeNetwork, MACHINE_DIRECTORY, type Network } from './machine.ts';
import { runHere, runInRoot } from './root.ts';

/** A finished root and what an engine knows of it. */
export interface Image {
  root: string;
  /** The root of its base image. */
  baseRoot: string;
  environment: Record<string, string>;
  workingDirectory: string;
  user: string | undefined;
  entrypoint: string[];
  command: string[];
  healthcheck: string[];
  ports: string[];
}

export interface BuildDependencies {
  /** The project: what COPY copies from. */
  context: string;
  isIgnored: (path: string) => boolean;
  /** Where roots are kept. */
  directory: string;
  say: (line: string) => void;
}

/** In a root while COPY prepares what it copies. */
const COPIED = '/.copied';

/** Carries out the stages one after another; gives the last one's image. */
export async function buildImage(
  stages: readonly Stage[],
  dependencies: BuildDependencies,
): Promise<Image> {
  const images = new Map<string, Image>();
  for (const [index, stage] of stages.entries()) {
    const name = stage.name ?? String(index);
    images.set(name, await new StageBuild(dependencies, images).run(name, stage));
  }
  const last = [...images.values()].at(-1);
  if (!last) throw new Error('Dockerfile: нет ни одного FROM');
  return last;
}

class StageBuild {
  readonly #dependencies: BuildDependencies;
  readonly #images: ReadonlyMap<string, Image>;

  constructor(dependencies: BuildDependencies, images: ReadonlyMap<string, Image>) {
    this.#dependencies = dependencies;
    this.#images = images;
  }

  async run(name: string, { base, steps }: Stage): Promise<Image> {
    const { directory, say } = this.#dependencies;
    const { network, ...from } = await this.#begin(base);
    const image: Image = { ...from, root: join(directory, `stage-${name}`) };
    rmSync(image.root, { recursive: true, force: true });
    await runHere(['cp', '--archive', '--reflink=auto', from.root, image.root]);
    for (const step of steps) {
      const startedAt = performance.now();
      await this.#take(step, image, network);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`   ${name}, строка ${step.line}: ${step.keyword}, ${seconds} с`);
    }
    for (const path of [MACHINE_DIRECTORY, COPIED]) {
      rmSync(join(image.root, path), { recursive: true, force: true });
    }
    return image;
  }

  async #begin(base: string): Promise<Image & { network: Network }> {
    const { directory } = this.#dependencies;
    const earlier = this.#images.get(base);
    if (earlier) throw new Error(`FROM ${base}: основа из другой стадии не поддерживается`);
    const { root, release, environment } = await provideBase(base, this.#dependencies);
    return {
      root,
      baseRoot: root,
      network: describeNetwork(join(directory, 'machine'), release),
      environment,
      workingDirectory: '/',
      user: undefined,
      entrypoint: [],
      command: ['node'],
      healthcheck: [],
      ports: [],
    };
  }

  async #take(step: Step, image: Image, network: Network): Promise<void> {
    switch (step.keyword) {
      case 'RUN':
        mkdirSync(join(image.root, MACHINE_DIRECTORY), { recursive: true });
        await runInRoot({
          ...image,
          parameters: step.parameters,
          mounts: network.mounts,
          environment: { HOME: '/root', ...image.environment, ...network.environment },
        });
        return;
      case 'COPY':
        return this.#copy(step, image);
      case 'WORKDIR':
        image.workingDirectory = posix.resolve(image.workingDirectory, step.path);
        mkdirSync(join(image.root, image.workingDirectory), { recursive: true });
        return;
      case 'ENV':
        image.environment = { ...image.environment, ...step.values };
        return;
      case 'USER':
        image.user = step.user;
        return;
      case 'EXPOSE':
        image.ports.push(...step.ports);
        return;
      case 'ENTRYPOINT':
        image.entrypoint = step.parameters;
        image.command = [];
        return;
      case 'CMD':
        image.command = step.parameters;
        return;
      case 'HEALTHCHECK':
        image.healthcheck = step.parameters;
    }
  }

  /** Copies into the root first, so that the owner is set on nothing but what is copied. */
  async #copy(step: Extract<Step, { keyword: 'COPY' }>, image: Image): Promise<void> {
    const copied = join(image.root, COPIED);
    rmSync(copied, { recursive: true, force: true });
    mkdirSync(copied);
    const target = posix.resolve(image.workingDirectory, step.destination);
    const isDirectory =
      step.sources.length > 1 ||
      /(?:^|\/)\.?$/.test(step.destination) ||
      isDirectoryAt(join(image.root, target));
    let hasDirectory = false;
    for (const source of step.sources) {
      const origin = this.#originOf(step, source);
      if (statSync(origin).isDirectory()) {
        hasDirectory = true;
        this.#copyDirectory(origin, copied, step.from === undefined);
      } else {
        cpSync(origin, join(copied, isDirectory ? basename(source) : basename(target)));
      }
    }
    if (step.owner !== undefined) {
      const parameters = ['chown', '--recursive', '--no-dereference', step.owner, COPIED];
      await runInRoot({ root: image.root, environment: image.environment, parameters });
    }
    const into = hasDirectory || isDirectory ? target : posix.dirname(target);
    mkdirSync(join(image.root, into), { recursive: true });
    const entries = readdirSync(copied).map((name) => join(copied, name));
    if (entries.length > 0) await runHere(['cp', '--archive', ...entries, join(image.root, into)]);
  }

  #originOf({ from, line }: Extract<Step, { keyword: 'COPY' }>, source: string): string {
    const { context, isIgnored } = this.#dependencies;
    const stage = from === undefined ? undefined : this.#images.get(from);
    if (from !== undefined && !stage) {
      throw new Error(`Dockerfile, строка ${line}: стадии ${from} нет`);
    }
    const origin = join(stage?.root ?? context, source);
    const isOutside = stage === undefined && relative(context, origin).startsWith('..');
    const isHidden = stage === undefined && isFileAt(origin) && isIgnored(source);
    if (isOutside || isHidden || !existsSync(origin)) {
      throw new Error(`Dockerfile, строка ${line}: COPY не находит ${source}`);
    }
    return origin;
  }

  #copyDirectory(origin: string, destination: string, isContext: boolean): void {
    if (!isContext) {
      cpSync(origin, destination, { recursive: true, verbatimSymlinks: true });
      return;
    }
    const { context, isIgnored } = this.#dependencies;
    for (const entry of readdirSync(origin, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory() || isIgnored(relative(context, path))) continue;
      cpSync(path, join(destination, relative(origin, path)), { verbatimSymlinks: true });
    }
  }
}

const isDirectoryAt = (path: string) => existsSync(path) && statSync(path).isDirectory();
const isFileAt = (path: string) => existsSync(path) && statSync(path).isFile();
