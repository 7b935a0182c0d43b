import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

const LINE_FEED = 0x0a;
const FIRST_BEYOND_ASCII = 0x80;
const LINGER_MS = 2_000;

/**
 * The beginning of a request with its target percent-encoded, where the target was sent as raw UTF-8:
 * curl 'http://…/api/search?q=алания' does so. Browsers read such a target the same way (WHATWG URL).
 * Undefined where the first line holds nothing to encode.
 */
export function withEncodedTarget(packet: Buffer): Buffer | undefined {
  const lineFeed = packet.indexOf(LINE_FEED);
  const line = packet.subarray(0, lineFeed < 0 ? packet.length : lineFeed);
  if (!line.some((byte) => byte >= FIRST_BEYOND_ASCII)) return undefined;
  const encoded = line
    .toString('latin1')
    .replaceAll(/[\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  return Buffer.concat([Buffer.from(encoded, 'latin1'), packet.subarray(line.length)]);
}

/** A connection begun anew with other first bytes; what the client sends later follows them. */
class RestartedConnection extends Duplex {
  readonly #socket: Socket;
  readonly remoteAddress: string | undefined;

  constructor(socket: Socket, firstBytes: Buffer) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    this.remoteAddress = socket.remoteAddress;
    this.push(firstBytes);
    socket.on('data', (chunk) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.#socket.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  /** A client that still sends would not come to read its answer if the connection broke now. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.removeAllListeners('data').resume().end();
    setTimeout(() => this.#socket.destroy(), LINGER_MS).unref();
    done(error);
  }
}

/**
 * Gives the server a request again whose target Node's parser refused for raw UTF-8.
 * @returns false when that was not what it refused
 */
export function restartWithEncodedTarget(server: Server, socket: Socket, packet: Buffer): boolean {
  const encoded = withEncodedTarget(packet);
  if (encoded === undefined) return false;
  server.emit('connection', new RestartedConnection(socket, encoded));
  return true;
}

/** The parser of a restarted connection is not the one its next request would meet: it carries one request. */
export function closeRestartedConnections(server: Server): void {
  const closeAfterwards = (request: IncomingMessage, response: ServerResponse) => {
    const socket: Duplex = request.socket;
    if (socket instanceof RestartedConnection) response.shouldKeepAlive = false;
  };
  server.prependListener('request', closeAfterwards);
  server.prependListener('checkExpectation', closeAfterwards);
}
