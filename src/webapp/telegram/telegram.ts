import { effect, signal } from '@preact/signals';
import { openBridge, type Bridge, type ThemeParameters } from './bridge.ts';
import { applyTheme } from './theme.ts';

/** The button that carries the step a person is at. */
export interface MainAction {
  text: string;
  press: () => void;
  isBusy?: boolean;
  isEnabled?: boolean;
}

/** Undefined where the page was opened outside Telegram; then it shows buttons of its own. */
export const telegram: Bridge | undefined = openBridge();

/** What the main button does now; undefined hides it. */
export const mainAction = signal<MainAction | undefined>(undefined);
/** What going back does now; undefined on the first screen. */
export const backAction = signal<(() => void) | undefined>(undefined);
/** Whether closing the page would lose what was typed. */
export const hasUnsaved = signal(false);

const CLOUD_TIMEOUT_MS = 2_000;

/** Connects the page to Telegram's theme, insets and buttons. */
export function startTelegram(): void {
  if (telegram === undefined) return;
  const { launch, post, on } = telegram;
  paint(launch.theme);
  on('theme_changed', ({ theme_params: theme }) => paint(theme as ThemeParameters));
  on('viewport_changed', ({ height, is_state_stable: isStable }) => {
    if (isStable === true) setLength('--viewport-height', height);
  });
  for (const [event, name] of [
    ['safe_area_changed', '--safe'],
    ['content_safe_area_changed', '--content-safe'],
  ] as const) {
    on(event, (insets) => {
      for (const side of ['top', 'bottom', 'left', 'right'])
        setLength(`${name}-${side}`, insets[side]);
    });
  }
  on('main_button_pressed', () => {
    const action = mainAction.value;
    if (action?.isBusy !== true && action?.isEnabled !== false) action?.press();
  });
  on('back_button_pressed', () => backAction.value?.());
  post('iframe_ready', { reload_supported: true });
  on('reload_iframe', () => window.location.reload());
  post('web_app_request_theme');
  post('web_app_request_viewport');
  if (telegram.knows('8.0')) {
    post('web_app_request_safe_area');
    post('web_app_request_content_safe_area');
  }
  post('web_app_expand');
  post('web_app_ready');
  follow('web_app_setup_main_button', () => mainButtonOf(mainAction.value));
  follow('web_app_setup_back_button', () => ({ is_visible: backAction.value !== undefined }));
  follow('web_app_setup_closing_behavior', () => ({ need_confirmation: hasUnsaved.value }));
}

/** Telegram's header and what shows while the page is pulled take the page's colour. */
function paint(theme: ThemeParameters): void {
  const ground = applyTheme(theme);
  if (ground === undefined) return;
  if (telegram?.knows('6.1')) telegram.post('web_app_set_background_color', { color: ground });
  if (telegram?.knows('6.9')) telegram.post('web_app_set_header_color', { color: ground });
}

/** Posts an event whenever what it says changes. */
function follow(event: string, say: () => object): void {
  let said = '';
  effect(() => {
    const data = say();
    const now = JSON.stringify(data);
    if (now === said) return;
    said = now;
    telegram?.post(event, data);
  });
}

function mainButtonOf(action: MainAction | undefined) {
  if (action === undefined) return { is_visible: false };
  const isActive = action.isEnabled !== false && action.isBusy !== true;
  return {
    is_visible: true,
    is_active: isActive,
    is_progress_visible: action.isBusy === true,
    text: action.text,
  };
}

function setLength(name: string, pixels: unknown): void {
  if (typeof pixels !== 'number') return;
  document.documentElement.style.setProperty(name, `${pixels}px`);
}

/** A tap of the phone: light for a choice, two kinds for an outcome. */
export function feel(kind: 'choice' | 'success' | 'error'): void {
  if (!telegram?.knows('6.1')) return;
  telegram.post(
    'web_app_trigger_haptic_feedback',
    kind === 'choice'
      ? { type: 'selection_change' }
      : { type: 'notification', notification_type: kind },
  );
}

/** Closes the page; outside Telegram nothing happens. */
export function close(): void {
  telegram?.post('web_app_close');
}

/** The person's own store at Telegram, shared by all their devices; texts by key. */
export const cloud = {
  /** Undefined where there is none, nothing, or no answer. */
  async get(key: string): Promise<string | undefined> {
    const values = await invoke('getStorageValues', { keys: [key] });
    const value = (values as Record<string, unknown> | undefined)?.[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  },
  async set(key: string, value: string): Promise<void> {
    await invoke('saveStorageValue', { key, value });
  },
};

let requests = 0;

async function invoke(method: string, parameters: object): Promise<unknown> {
  const bridge = telegram;
  if (!bridge?.knows('6.9')) return undefined;
  requests += 1;
  const id = `request-${requests}`;
  return new Promise((resolve) => {
    const stop = bridge.on('custom_method_invoked', ({ req_id: of, result }) => {
      if (of === id) finish(result);
    });
    const timer = setTimeout(() => finish(undefined), CLOUD_TIMEOUT_MS);
    const finish = (result: unknown) => {
      clearTimeout(timer);
      stop();
      resolve(result);
    };
    bridge.post('web_app_invoke_custom_method', { req_id: id, method, params: parameters });
  });
}

/** Lets the person choose a chat and has the bot answer a query there; false where Telegram is too old. */
export function switchInlineQuery(query: string): boolean {
  if (!telegram?.knows('6.7')) return false;
  telegram.post('web_app_switch_inline_query', {
    query,
    chat_types: ['users', 'groups', 'channels'],
  });
  return true;
}

/** Lets the person choose a chat for a message the bot has prepared; false where that is not possible. */
export async function sendPrepared(id: string): Promise<boolean> {
  const bridge = telegram;
  if (!bridge?.knows('8.0')) return false;
  return new Promise((resolve) => {
    const stops = [
      bridge.on('prepared_message_sent', () => finish(true)),
      bridge.on('prepared_message_failed', ({ error }) => finish(error === 'USER_DECLINED')),
    ];
    const finish = (wasAsked: boolean) => {
      for (const stop of stops) stop();
      resolve(wasAsked);
    };
    bridge.post('web_app_send_prepared_message', { id });
  });
}
