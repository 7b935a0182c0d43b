/** Why there is no connection, by what has to be put right. */
export type FailureKind =
  | 'dns'
  | 'refused'
  | 'timeout'
  | 'certificate'
  | 'not-tls'
  | 'reset'
  | 'unreachable'
  | 'other';

const KINDS: [pattern: RegExp, kind: FailureKind][] = [
  [/^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/, 'dns'],
  [/^ECONNREFUSED$/, 'refused'],
  [/TIMEDOUT|TIMEOUT|^TimeoutError$|^AbortError$/, 'timeout'],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/, 'certificate'],
  [/^EPROTO$|ERR_SSL|WRONG_VERSION|HPE_/, 'not-tls'],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'reset'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'unreachable'],
];

/** What a person calls it (Russian). */
const WORDS: Record<FailureKind, string> = {
  dns: 'имя узла не находится в DNS',
  refused: 'соединение отклонено: там никто не слушает',
  timeout: 'нет ответа за отведённое время',
  certificate: 'сертификату нельзя доверять',
  'not-tls': 'собеседник говорит на другом протоколе (TLS или без него)',
  reset: 'соединение оборвано',
  unreachable: 'нет маршрута до узла',
  other: 'соединение не удалось',
};

export interface NetworkFailure {
  kind: FailureKind;
  /** The words for it with the code, and no text of the error: that could hold an address with a password. */
  words: string;
}

/** Reads an error of Node's sockets, TLS or fetch, however deep the reason lies. */
export function networkFailureOf(error: unknown): NetworkFailure {
  const code = codesOf(error).find((one) => KINDS.some(([pattern]) => pattern.test(one)));
  const kind = KINDS.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'other';
  const named = code ?? codesOf(error)[0];
  return { kind, words: named === undefined ? WORDS[kind] : `${WORDS[kind]} (${named})` };
}

function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  return [
    ...(typeof code === 'string' ? [code] : []),
    ...(Array.isArray(errors) ? errors.flatMap((one) => codesOf(one, depth + 1)) : []),
    ...codesOf(error.cause, depth + 1),
    ...(/^(?:Timeout|Abort)Error$/.test(error.name) ? [error.name] : []),
  ];
}
