import { Agent, type ClientRequest } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { PROXY_ERROR } from './telegramErrors.ts';

const CONNECT_TIMEOUT_MS = 8_000;
/** Routers forget idle connections, and what is sent into a forgotten one is lost. */
const IDLE_TIMEOUT_MS = 30_000;
const KEPT = { keepAlive: true, timeout: IDLE_TIMEOUT_MS };

export interface AgentOptions {
  /** Whether the server is reached over TLS. */
  secure: boolean;
  /** May carry a user and a password. */
  proxyUrl?: string | undefined;
  connectTimeoutMs?: number | undefined;
}

/**
 * Connections to Telegram: kept open, through the proxy where there is one, and given up when they do not open in
 * time. So a call that reaches its own deadline is one whose request was sent.
 */
export function createAgent(options: AgentOptions): Agent {
  const { secure, proxyUrl, connectTimeoutMs = CONNECT_TIMEOUT_MS } = options;
  const agent =
    proxyUrl === undefined
      ? new (secure ? SecureAgent : Agent)(KEPT)
      : new ProxyAgent(proxyUrl, connectTimeoutMs);
  return limitConnecting(agent, connectTimeoutMs);
}

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** Tells a proxy's fault from Telegram's, and a proxy's refusal from Telegram's answer. */
class ProxyAgent extends HttpsProxyAgent<string> {
  readonly #connectTimeoutMs: number;

  constructor(proxyUrl: string, connectTimeoutMs: number) {
    super(proxyUrl, KEPT);
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.#connectTimeoutMs);
    let status = 0;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    // read at once by super.connect, so calls side by side do not share it
    Object.assign(this.connectOpts, { signal: deadline.signal });
    try {
      const socket = await super.connect(request, options);
      if (status === 200) return socket;
      socket.destroy();
    } catch (error) {
      const isLate = deadline.signal.aborted;
      deadline.abort();
      throw proxyError(isLate ? 'ETIMEDOUT' : codeOf(error));
    } finally {
      clearTimeout(timer);
    }
    throw proxyError(String(status));
  }
}

function proxyError(reason: string): Error {
  return Object.assign(new Error('The proxy failed'), { code: `${PROXY_ERROR}${reason}` });
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (typeof code === 'string') return code;
  return error instanceof URIError ? 'URIError' : 'closed';
}

function limitConnecting(agent: Agent, connectTimeoutMs: number): Agent {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    if (!(socket instanceof Socket)) return socket;
    const isSecure = socket instanceof TLSSocket;
    if (!isSecure && !socket.connecting) return socket;
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('Connecting took too long'), { code: 'ETIMEDOUT' }));
    }, connectTimeoutMs);
    for (const event of [isSecure ? 'secureConnect' : 'connect', 'close']) {
      socket.once(event, () => clearTimeout(timer));
    }
    return socket;
  };
  return agent;
}
