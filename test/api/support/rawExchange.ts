import { connect } from 'node:net';

/** The bytes of an HTTP answer, taken apart. */
export interface RawAnswer {
  status: number;
  headers: Map<string, string>;
  body: string;
  /** Whether headers and body came to the end that they announce. */
  complete: boolean;
}

export interface RawExchange {
  port: number;
  /** What is written, byte for byte, piece by piece. */
  pieces: readonly (Buffer | string)[];
  /** Whether the answer may announce a body that does not come, as that of HEAD. */
  bodiless?: boolean;
}

const PATIENCE_MS = 10_000;

/** Writes bytes to a server as they are and waits for its first final answer, as a client that reads late. */
export function exchange({ port, pieces, bodiless = false }: RawExchange): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    let received = Buffer.alloc(0);
    const finish = () => {
      socket.destroy();
      resolve(parse(received, bodiless));
    };
    socket.setTimeout(PATIENCE_MS, finish);
    socket.on('connect', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (parse(received, bodiless).complete) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

function parse(received: Buffer, bodiless: boolean): RawAnswer {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return { status: 0, headers: new Map(), body: '', complete: false };
  const [statusLine = '', ...lines] = received.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1] ?? 0);
  // 100 Continue is followed by the answer itself
  if (status === 100) return parse(received.subarray(end + 4), bodiless);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const body = received.subarray(end + 4);
  const isEmpty = body.length === 0 && (bodiless || status === 304);
  const complete = isEmpty || body.length === Number(headers.get('content-length') ?? NaN);
  return { status, headers, body: body.toString(), complete };
}
