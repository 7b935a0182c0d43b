import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mount } from './root.ts';

/** How commands in a root reach the network as this machine does. Nothing of it stays in the root. */
export interface Network {
  mounts: Mount[];
  environment: Record<string, string>;
}

/** Where a root sees this machine's settings while a command runs. */
export const MACHINE_DIRECTORY = '/.machine';
const CERTIFICATES = `${MACHINE_DIRECTORY}/certificates.pem`;
const PROXIES = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];
const NPM_SETTINGS = ['registry', 'proxy', 'https-proxy', 'noproxy', 'strict-ssl'];

/** Address of the Debian archive this machine uses for a release; undefined where it uses none. */
export function debianMirror(release: string): string | undefined {
  return archivesOf(release).find((archive) => archive.release === release)?.address;
}

/** Puts this machine's settings into a directory to be mounted: names, certificates, apt, npm. */
export function describeNetwork(directory: string, release: string): Network {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const place = (name: string, text: string) => writeFileSync(join(directory, name), text);

  copyFileSync('/etc/resolv.conf', join(directory, 'resolv.conf'));
  place('hosts', '127.0.0.1 localhost\n::1 localhost\n');
  const { NODE_EXTRA_CA_CERTS, SSL_CERT_FILE } = process.env;
  const authorities = NODE_EXTRA_CA_CERTS ?? SSL_CERT_FILE ?? npmSettings(['cafile'])['cafile'];
  const hasAuthorities = authorities !== undefined && existsSync(authorities);
  if (hasAuthorities) copyFileSync(authorities, join(directory, 'certificates.pem'));

  const archives = archivesOf(release);
  mkdirSync(join(directory, 'sources'));
  if (archives.length > 0) {
    const lines = archives.map((archive) => Object.values(archive).join(' '));
    place('sources/machine.list', lines.map((line) => `deb ${line}\n`).join(''));
  }
  place(
    'apt.conf',
    [
      ...lines('apt-config', ['dump']).filter((line) =>
        /^Acquire::(?:https?::|Retries|Check-)/.test(line),
      ),
      ...(archives.length > 0
        ? [
            `Dir::Etc::sourceparts "${MACHINE_DIRECTORY}/sources";`,
            'Dir::Etc::sourcelist "/dev/null";',
          ]
        : []),
      ...(hasAuthorities ? [`Acquire::https::CaInfo "${CERTIFICATES}";`] : []),
      '',
    ].join('\n'),
  );

  const npm = Object.entries(npmSettings(NPM_SETTINGS));
  const proxies = PROXIES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    mounts: [
      { target: MACHINE_DIRECTORY, source: directory, readOnly: true },
      { target: '/etc/resolv.conf', source: join(directory, 'resolv.conf'), readOnly: true },
      { target: '/etc/hosts', source: join(directory, 'hosts'), readOnly: true },
    ],
    environment: {
      ...Object.fromEntries(proxies),
      ...Object.fromEntries(
        npm.map(([name, value]) => [`npm_config_${name.replaceAll('-', '_')}`, value]),
      ),
      APT_CONFIG: `${MACHINE_DIRECTORY}/apt.conf`,
      ...(hasAuthorities && {
        NODE_EXTRA_CA_CERTS: CERTIFICATES,
        SSL_CERT_FILE: CERTIFICATES,
        npm_config_cafile: CERTIFICATES,
      }),
    },
  };
}

interface Archive {
  address: string;
  release: string;
  component: string;
}

function archivesOf(release: string): Archive[] {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const targets = lines('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
  return [...new Set(targets)]
    .map((line) => line.split(' '))
    .map(([address = '', name = '', component = '']) => ({ address, release: name, component }))
    .filter(({ release: name }) => name === release || name.startsWith(`${release}-`));
}

function npmSettings(names: readonly string[]): Record<string, string> {
  const pairs = lines('npm', ['config', 'get', '--loglevel=silent', ...names, 'prefix'])
    .map((line) => /^([\w-]+) ?= ?(.*)$/.exec(line)?.slice(1) ?? [])
    .filter(([name, value = '']) => name !== 'prefix' && !/^(?:null|undefined|)$/.test(value));
  return Object.fromEntries(pairs) as Record<string, string>;
}

function lines(command: string, parameters: readonly string[]): string[] {
  return execFileSync(command, parameters, { encoding: 'utf8' }).split('\n').filter(Boolean);
}
