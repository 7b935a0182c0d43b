import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDockerfile } from '../../scripts/replayImage/dockerfile.ts';
import { readIgnored } from '../../scripts/replayImage/ignored.ts';

const textOf = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('a Dockerfile to replay', () => {
  const stepsOf = (text: string) => readDockerfile(`FROM node:24-bookworm-slim\n${text}`)[0]?.steps;

  test('is read stage by stage', () => {
    const stages = readDockerfile('# why\nFROM a:1 AS build\nUSER app\nfrom build\nWORKDIR /app\n');
    expect(stages).toEqual([
      {
        line: 2,
        base: 'a:1',
        name: 'build',
        steps: [{ line: 3, keyword: 'USER', user: 'app' }],
      },
      { line: 4, base: 'build', steps: [{ line: 5, keyword: 'WORKDIR', path: '/app' }] },
    ]);
  });

  test('gives a command of several lines to the shell as one, comments left out', () => {
    expect(stepsOf('RUN first \\\n # why\n && second "a  b"\n')).toEqual([
      { line: 2, keyword: 'RUN', parameters: ['/bin/sh', '-c', 'first  && second "a  b"'] },
    ]);
  });

  test('knows the exec form, and the shell form of a health check with its options', () => {
    expect(
      stepsOf('ENTRYPOINT ["node", "a b.js"]\nHEALTHCHECK --interval=5s CMD curl "$PORT"\n'),
    ).toEqual([
      { line: 2, keyword: 'ENTRYPOINT', parameters: ['node', 'a b.js'] },
      { line: 3, keyword: 'HEALTHCHECK', parameters: ['/bin/sh', '-c', 'curl "$PORT"'] },
    ]);
  });

  test('copies from a stage and to an owner, and reads quoted values', () => {
    expect(stepsOf('COPY --from=build --chown=a:b /x /y ./\nENV A=1 B="c d"\n')).toEqual([
      {
        line: 2,
        keyword: 'COPY',
        sources: ['/x', '/y'],
        destination: './',
        from: 'build',
        owner: 'a:b',
      },
      { line: 3, keyword: 'ENV', values: { A: '1', B: 'c d' } },
    ]);
  });

  test.each([
    ['VOLUME /data', 'VOLUME не поддерживается'],
    ['ARG VERSION=1', 'ARG не поддерживается'],
    ['COPY --chmod=755 a b', 'COPY с --chmod не поддерживается'],
    ['COPY a* b/', 'COPY с образцом a* не поддерживается'],
    ['RUN --mount=type=cache,target=/x npm install', 'RUN с --mount не поддерживается'],
    ['RUN <<EOF\nls\nEOF', 'RUN с <<: не поддерживается'],
    ['ENV A=$B', 'ENV с переменной не поддерживается'],
    ['WORKDIR /a b', 'WORKDIR не поддерживается'],
    ['HEALTHCHECK NONE', 'HEALTHCHECK только с CMD'],
    ['FROM', 'FROM не читается'],
  ])('with %j is refused by its line: nothing is skipped', (text, words) => {
    expect(() => stepsOf(text)).toThrow(`строка 2: ${words}`);
  });

  test('without a base, or with a directive, is refused', () => {
    expect(() => readDockerfile('RUN ls\n')).toThrow('строка 1: RUN стоит перед FROM');
    expect(() => readDockerfile('# escape=`\nFROM a\n')).toThrow('директива escape');
    expect(() => readDockerfile('')).toThrow('нет ни одного FROM');
  });

  test('of ours is understood to its end', () => {
    const last = readDockerfile(textOf('Dockerfile.amvera')).at(-1);
    expect(last?.steps.at(-1)).toMatchObject({ keyword: 'ENTRYPOINT' });
  });
});

describe('what .dockerignore keeps out', () => {
  test('is what the last fitting pattern says, of the path or of a directory above it', () => {
    const isIgnored = readIgnored('# why\n*\n!src\n!package.json\nsrc/local/\n**/*.md\n');
    const paths = ['.git/config', 'package.json', 'src/a.ts', 'src/local/a.ts', 'src/b/c.md'];
    expect(paths.filter((path) => !isIgnored(path))).toEqual(['package.json', 'src/a.ts']);
  });

  test('does not go beyond a star', () => {
    const isIgnored = readIgnored('a/*.ts\nb?\n');
    expect(['a/b/c.ts', 'a/bxts', 'b', 'x/b1', 'a/x.ts', 'b1'].filter(isIgnored)).toEqual([
      'a/x.ts',
      'b1',
    ]);
  });

  test('of ours: everything but what the build needs', () => {
    const isIgnored = readIgnored(textOf('.dockerignore'));
    const paths = ['node_modules/a/a.js', '.env', '.git/HEAD', 'test/a.ts', 'src/local/main.ts'];
    expect(paths.every(isIgnored)).toBe(true);
    expect(isIgnored('src/api/main.ts')).toBe(false);
  });

  test('is refused where a pattern is not understood', () => {
    expect(() => readIgnored('src/[ab].ts')).toThrow('«src/[ab].ts» не поддерживается');
  });
});
