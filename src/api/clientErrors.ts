import type { IncomingMessage, Server } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import type { Translator } from '../i18n/translator.ts';
import { Problem, problemDocument } from './problem.ts';
import { closeRestartedConnections, restartWithEncodedTarget } from './rawTargets.ts';
import { pathOf, SECURITY_HEADERS } from './requestContext.ts';

/** How long a refused client may go on sending, so that it comes to read its answer. */
const LINGER_MS = 2_000;

type ClientError = NodeJS.ErrnoException & { rawPacket?: Buffer };

/**
 * Answers what never becomes a request of the application: malformed HTTP, headers too large, a request too
 * slow, CONNECT. Each gets the problem+json that everything else gets, and the connection is closed.
 */
export function answerClientErrors(server: Server, translator: Translator): void {
  const answered = new WeakSet<Duplex>();
  const refuse = (socket: Duplex, problem: Problem, about: { instance: string; asked: string }) => {
    if (answered.has(socket)) return;
    answered.add(socket);
    socket.end(answerOf(problem, { ...about, translator }));
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };

  closeRestartedConnections(server);
  server.on('clientError', (error: ClientError, socket) => {
    const { code, rawPacket } = error;
    if (code === 'HPE_INVALID_URL' && rawPacket && socket instanceof Socket) {
      if (restartWithEncodedTarget(server, socket, rawPacket)) return;
    }
    if (error.code === 'ECONNRESET' || !socket.writable) {
      if (!answered.has(socket)) socket.destroy();
      return;
    }
    const asked = /^accept-language:(.*)$/im.exec(error.rawPacket?.toString('latin1') ?? '')?.[1];
    refuse(socket, problemOf(error), { instance: '/', asked: asked ?? '' });
  });

  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.resume();
    const problem = new Problem('method-not-allowed', {
      variables: { allowed: 'GET, HEAD, POST' },
    });
    const asked = request.headers['accept-language'] ?? '';
    refuse(socket, problem, { instance: pathOf(request), asked });
  });
}

function problemOf({ code }: ClientError): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return new Problem('headers-too-large');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new Problem('request-timeout');
  return new Problem('malformed-request');
}

/** The first language asked for, as far as such a request can be read. */
function languageIn(asked: string): Language {
  const first = /^\s*([a-z]{2})/i.exec(asked)?.[1]?.toLowerCase();
  return LANGUAGES.find((language) => language === first) ?? (first === undefined ? 'ru' : 'en');
}

function answerOf(
  problem: Problem,
  about: { instance: string; asked: string; translator: Translator },
): string {
  const requestId = randomUUID();
  const language = languageIn(about.asked);
  const { status, body } = problemDocument(problem, { ...about, language, requestId });
  const headers: string[] = [];
  for (let index = 0; index < SECURITY_HEADERS.length; index += 2) {
    headers.push(`${SECURITY_HEADERS[index]}: ${SECURITY_HEADERS[index + 1]}`);
  }
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers,
    `X-Request-Id: ${requestId}`,
    'Content-Type: application/problem+json',
    `Content-Language: ${language}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(status === 405 ? ['Allow: GET, HEAD, POST'] : []),
    'Cache-Control: no-store',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
