// Makes a fresh clone able to run: packages, redis-server and the built Mini App. Runs before anything is installed, so it
// uses nothing but Node itself (20 or later). `--tests`: Redis is required, not only welcome, supervisord and Chromium;
// `--bench`: Redis and wrk; `--image`: Redis and debootstrap.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const forBenchmarks = process.argv.includes('--bench');
const forTests = process.argv.includes('--tests');
const forImage = process.argv.includes('--image');
const needsRedis = forBenchmarks || forTests || forImage;
/** Debian packages that are not called as their command. */
const PACKAGES = { supervisord: 'supervisor' };

const say = (line) => process.stdout.write(`${line}\n`);

/** @returns {never} */
function stop(line) {
  process.stderr.write(`❌ ${line}\n`);
  process.exit(1);
}

const isSet = (value) => (value ?? '').trim() !== '';

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory || '.', command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The lines of an npm or apt failure that say why, as one. */
function reasonIn(output) {
  const texts = output
    .split('\n')
    .map((line) => /^(?:npm error|E:) ?(.*)$/.exec(line.trim())?.[1]?.trim() ?? '')
    .filter((text) => text !== '' && !text.startsWith('A complete log'));
  return texts.slice(0, 3).join(' · ') || 'причина не названа';
}

const installed = join(root, 'node_modules', '.package-lock.json');
const stamp = join(root, 'node_modules', '.setup');

// The content, not the age: after a clone or a change of branch every file is new.
function wantedPackages() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const name of ['package.json', 'package-lock.json']) {
    hash.update(readFileSync(join(root, name)));
  }
  return hash.digest('hex');
}

function packagesAreReady(wanted) {
  const node = join(root, 'node_modules', '.bin', 'node');
  if (![installed, stamp, node].every((path) => existsSync(path))) return false;
  return readFileSync(stamp, 'utf8') === wanted;
}

function installPackages() {
  const wanted = wantedPackages();
  if (packagesAreReady(wanted)) return;
  say('📦 Устанавливаю пакеты…');
  const startedAt = performance.now();
  // Not `npm ci`: npm 11 refuses its own lock file where the registry does not offer the optional packages of
  // other platforms (npm/cli#9846). This keeps to the lock just as well and never rewrites it.
  const parameters = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [command, ...before] = isSet(npm) ? [process.execPath, npm] : ['npm'];
  const result = spawnSync(command, [...before, ...parameters], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (result.status !== 0) {
    const reason = result.error?.message ?? reasonIn(result.stderr);
    stop(`Пакеты не установлены: ${reason}. Проверьте сеть и повторите команду.`);
  }
  writeFileSync(stamp, wanted);
  say(`📦 Пакеты установлены за ${Math.round((performance.now() - startedAt) / 1000)} с`);
}

/** What the Mini App is made of. */
const PAGE_SOURCES = ['src/webapp', 'scripts/webapp', 'src/i18n', 'src/valuation'];
const builtPage = join(root, 'src', 'webapp', 'built');
const pageStamp = join(builtPage, '.sources');

function pageSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const directory of PAGE_SOURCES) {
    const entries = readdirSync(join(root, directory), { withFileTypes: true, recursive: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((path) => !path.startsWith(builtPage));
    for (const path of paths.sort())
      hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Builds the Mini App when its sources are not those it was built from. */
function buildPage() {
  if (!existsSync(join(root, PAGE_SOURCES[0]))) return;
  const sources = pageSources();
  if (existsSync(pageStamp) && readFileSync(pageStamp, 'utf8') === sources) return;
  say('📦 Собираю мини-приложение…');
  const node = join(root, 'node_modules', '.bin', 'node');
  const script = join(root, 'scripts', 'webapp', 'build.ts');
  const result = spawnSync(node, ['--disable-warning=ExperimentalWarning', script], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (result.status !== 0) {
    const reason = result.error?.message ?? result.stderr.trim().split('\n')[0];
    stop(`Мини-приложение не собрано: ${reason}`);
  }
  writeFileSync(pageStamp, sources);
}

function apt(...parameters) {
  return spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=60', ...parameters], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    // Runlevel 1 keeps the package from starting a server of its own: ours are children on free ports.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
}

/** Installs a Debian package; gives the reason when it could not. */
function installDebianPackage(name) {
  say(`📦 Устанавливаю ${name}…`);
  const install = () => apt('install', '-y', '--no-install-recommends', name);
  let result = install();
  if (result.status !== 0) {
    // The package list of a new machine is empty or out of date.
    const update = apt('update');
    result = update.status === 0 ? install() : update;
  }
  if (existsSync('/run/systemd/system')) {
    spawnSync('systemctl', ['disable', '--now', name], { stdio: 'ignore' });
  }
  return result.status === 0 ? undefined : (result.error?.message ?? reasonIn(result.stderr));
}

/** Gives what is wrong when a command is neither there nor could be installed. */
function provide(command) {
  if (isOnPath(command)) return undefined;
  const mayInstall = process.getuid?.() === 0 && isOnPath('apt-get');
  const name = PACKAGES[command] ?? command;
  const failure = mayInstall ? installDebianPackage(name) : '';
  if (failure === undefined) return undefined;
  const reason = failure && ` и не установлен (${failure})`;
  const advice = `sudo apt-get install ${name} (macOS: brew install ${name.split('-')[0]})`;
  return `${command} не найден${reason}. Установите его: ${advice}.`;
}

function provideRedis() {
  // Where another Redis is named, or none is wanted, only tests and benchmarks need one of their own.
  const { REDIS_HOST, CACHE_ENABLED } = process.env;
  const isWanted = !isSet(REDIS_HOST) && !['false', '0'].includes(CACHE_ENABLED?.trim());
  if (!needsRedis && !isWanted) return;
  const problem = provide('redis-server');
  if (problem === undefined) return;
  if (needsRedis) stop(`${problem} Тестам нужен настоящий Redis.`);
  say(`⚠️ ${problem}`);
}

function provideSupervisor() {
  const problem = provide('supervisord');
  if (problem !== undefined) stop(`${problem} Тесты запускают под ним программы контейнера.`);
}

function provideBrowser() {
  const problem = provide('chromium');
  if (problem !== undefined) stop(`${problem} В нём проверяется мини-приложение.`);
}

function provideLoadGenerator() {
  const problem = provide('wrk');
  if (problem !== undefined) stop(`${problem} Он нагружает серверы в замерах.`);
}

function provideDebootstrap() {
  if (process.getuid?.() !== 0) stop('Образ можно повторить только от root: sudo npm run image.');
  const problem = provide('debootstrap');
  if (problem !== undefined) stop(`${problem} В его корнях повторяется Dockerfile.amvera.`);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  stop(`Нужен Node ${OLDEST_NODE} или новее, а здесь ${process.versions.node}.`);
}
installPackages();
buildPage();
provideRedis();
if (forTests) {
  provideSupervisor();
  provideBrowser();
}
if (forBenchmarks) provideLoadGenerator();
if (forImage) provideDebootstrap();
