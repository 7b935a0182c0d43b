import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ConfigurationError, reasonOf } from '../errors.ts';

const REASONS: Record<string, string> = {
  EEXIST: 'это не каталог',
  ENOTDIR: 'это не каталог',
  EACCES: 'нет прав на запись',
  EPERM: 'нет прав на запись',
  EROFS: 'файловая система только для чтения',
  ENOSPC: 'на диске нет места',
};

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** @throws ConfigurationError when `.data` in the directory cannot be made or written to */
export function requireWritableData(directory: string): void {
  const data = join(directory, '.data');
  try {
    mkdirSync(data, { recursive: true });
    const probe = join(data, `.probe-${process.pid}`);
    writeFileSync(probe, 'probe');
    rmSync(probe);
  } catch (error) {
    const reason = REASONS[codeOf(error)] ?? reasonOf(error);
    throw new ConfigurationError(
      `Каталог .data недоступен для записи: ${reason}. В нём лежит встроенная база; освободите его или задайте SUPABASE_URL.`,
    );
  }
}

/** @throws ConfigurationError when nothing can listen on this address now */
export async function requireFreePort({
  host,
  port,
}: {
  host: string;
  port: number;
}): Promise<void> {
  const server = createServer();
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  } catch (error) {
    const code = codeOf(error);
    const other = `PORT=${port < 65_535 ? port + 1 : 8080} npm start`;
    if (code === 'EADDRINUSE') {
      throw new ConfigurationError(
        `Порт ${port} занят другой программой. Выберите другой: ${other}`,
      );
    }
    if (code === 'EACCES') {
      throw new ConfigurationError(
        `Порт ${port} требует прав root. Выберите другой: PORT=8080 npm start`,
      );
    }
    throw new ConfigurationError(
      `Слушать HOST=${host}, порт ${port} нельзя: ${reasonOf(error)}. Обычно подходит HOST=127.0.0.1.`,
    );
  }
}
