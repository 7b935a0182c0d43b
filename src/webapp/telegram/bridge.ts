/** What Telegram hands over when it opens the page. */
export interface LaunchParameters {
  /** Signed by Telegram; what the api believes. */
  initData: string;
  startParameter: string | undefined;
  /** `android`, `ios`, `tdesktop`, `weba` … */
  platform: string;
  /** Of the Bot API the client knows, e.g. `8.0`. */
  version: string;
  theme: ThemeParameters;
  /** IETF tag of the language of the person's Telegram. */
  languageCode: string | undefined;
}

/** Colours as `#rrggbb`, by Telegram's names: `bg_color`, `text_color` … */
export type ThemeParameters = Readonly<Record<string, string>>;

/** The line to the Telegram client around the page: events go out, events come in. */
export interface Bridge {
  launch: LaunchParameters;
  /** Whether the client knows the methods of that version of the Bot API. */
  knows: (version: string) => boolean;
  post: (event: string, data?: object) => void;
  /** @returns how to stop listening */
  on: (event: string, listener: (data: Record<string, unknown>) => void) => () => void;
}

type Receive = (event: string, data: unknown) => void;

interface TelegramWindow {
  TelegramWebviewProxy?: { postEvent(event: string, data: string): void };
  Telegram?: { WebView?: { receiveEvent?: Receive } };
  TelegramGameProxy?: { receiveEvent?: Receive };
  TelegramGameProxy_receiveEvent?: Receive;
}

const LAUNCH_KEY = 'telegram-launch';

/**
 * Opens the line as Telegram's own script does (the protocol: core.telegram.org/api/bots/webapps), without that script: it comes
 * from a host that not everybody reaches. Undefined outside Telegram.
 */
export function openBridge(): Bridge | undefined {
  const launch = readLaunch();
  if (launch === undefined) return undefined;
  const listeners = new Map<string, Set<(data: Record<string, unknown>) => void>>();
  const receive: Receive = (event, data) => {
    const parsed = parseData(data);
    for (const listener of listeners.get(event) ?? []) listener(parsed);
  };
  const page = window as unknown as TelegramWindow;
  page.Telegram = {
    ...page.Telegram,
    WebView: { ...page.Telegram?.WebView, receiveEvent: receive },
  };
  page.TelegramGameProxy = { receiveEvent: receive };
  page.TelegramGameProxy_receiveEvent = receive;
  window.addEventListener('message', ({ source, data }: MessageEvent) => {
    if (source !== window.parent || source === window) return;
    const { eventType, eventData } = parseData(data);
    if (typeof eventType === 'string') receive(eventType, eventData);
  });
  return {
    launch,
    knows: (version) => compareVersions(launch.version, version) >= 0,
    post: (event, data = {}) => postTo(page, event, data),
    on(event, listener) {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => void known.delete(listener);
    },
  };
}

function postTo(page: TelegramWindow, event: string, data: object): void {
  const external = window.external as unknown as { notify?: (message: string) => void } | undefined;
  const message = JSON.stringify({ eventType: event, eventData: data });
  if (page.TelegramWebviewProxy) page.TelegramWebviewProxy.postEvent(event, JSON.stringify(data));
  else if (external?.notify) external.notify(message);
  // only Telegram's own pages may frame this one (see its Content-Security-Policy)
  else if (window.parent !== window) window.parent.postMessage(message, '*');
}

/** From the address; a page loaded again without it has it from before. */
function readLaunch(): LaunchParameters | undefined {
  const parameters = new URLSearchParams(window.location.hash.slice(1));
  let raw: string | null = parameters.has('tgWebAppVersion') ? parameters.toString() : null;
  try {
    raw ??= sessionStorage.getItem(LAUNCH_KEY);
    if (raw !== null) sessionStorage.setItem(LAUNCH_KEY, raw);
  } catch {
    // storage is closed to pages in some browsers: the address is enough
  }
  if (raw === null) return undefined;
  const launch = new URLSearchParams(raw);
  const initData = launch.get('tgWebAppData') ?? '';
  const signed = new URLSearchParams(initData);
  const query = new URLSearchParams(window.location.search);
  const { language_code: language } = parseData(signed.get('user'));
  return {
    initData,
    startParameter:
      signed.get('start_param') ??
      launch.get('tgWebAppStartParam') ??
      query.get('tgWebAppStartParam') ??
      undefined,
    platform: launch.get('tgWebAppPlatform') ?? 'unknown',
    version: launch.get('tgWebAppVersion') ?? '6.0',
    theme: parseData(launch.get('tgWebAppThemeParams')) as ThemeParameters,
    languageCode: typeof language === 'string' ? language : undefined,
  };
}

function parseData(data: unknown): Record<string, unknown> {
  try {
    const parsed: unknown = typeof data === 'string' ? JSON.parse(data) : data;
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function compareVersions(one: string, other: string): number {
  const [first = [], second = []] = [one, other].map((text) => text.split('.').map(Number));
  return (first[0] ?? 0) - (second[0] ?? 0) || (first[1] ?? 0) - (second[1] ?? 0);
}
