import type { Page } from 'playwright-core';
import { initDataOf, type PersonOptions } from './people.ts';

/** Colours of Telegram for iOS, by day and by night. */
export const THEMES = {
  light: {
    bg_color: '#ffffff',
    secondary_bg_color: '#efeff3',
    section_bg_color: '#ffffff',
    text_color: '#000000',
    hint_color: '#999999',
    subtitle_text_color: '#8e8e93',
    accent_text_color: '#3390ec',
    link_color: '#3390ec',
    button_color: '#3390ec',
    button_text_color: '#ffffff',
    destructive_text_color: '#ff3b30',
  },
  dark: {
    bg_color: '#18222d',
    secondary_bg_color: '#131415',
    section_bg_color: '#18222d',
    text_color: '#ffffff',
    hint_color: '#b1c3d5',
    subtitle_text_color: '#708499',
    accent_text_color: '#2ea6ff',
    link_color: '#62bcf9',
    button_color: '#2ea6ff',
    button_text_color: '#ffffff',
    destructive_text_color: '#ef5b5b',
  },
} as const;

export interface TelegramOptions extends PersonOptions {
  theme?: keyof typeof THEMES;
  version?: string;
}

/** The part of the address by which Telegram hands over what a page needs. */
export function launchOf({ theme = 'light', version = '8.0', ...person }: TelegramOptions): string {
  const parameters = new URLSearchParams({
    tgWebAppData: initDataOf(person),
    tgWebAppVersion: version,
    tgWebAppPlatform: 'ios',
    tgWebAppThemeParams: JSON.stringify(THEMES[theme]),
  });
  return `#${parameters}`;
}

export interface Posted {
  event: string;
  data: Record<string, unknown>;
}

interface MockedWindow {
  posted: Posted[];
  Telegram: { WebView: { receiveEvent(event: string, data: unknown): void } };
  TelegramWebviewProxy: { postEvent(event: string, data: string): void };
}

/** Puts the native side of Telegram's bridge into a page before it loads: it notes events and keeps the cloud storage. */
export async function mockTelegram(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const mocked = window as unknown as MockedWindow;
    const stored: Record<string, string> = {};
    mocked.posted = [];
    const answer = (data: Record<string, unknown>) => {
      const {
        req_id: id,
        method,
        params,
      } = data as {
        req_id: string;
        method: string;
        params: { keys?: string[]; key?: string; value?: string };
      };
      if (params.key !== undefined) stored[params.key] = params.value ?? '';
      const wanted = (params.keys ?? []).map((key) => [key, stored[key] ?? '']);
      const result = method === 'getStorageValues' ? Object.fromEntries(wanted) : true;
      mocked.Telegram.WebView.receiveEvent('custom_method_invoked', { req_id: id, result });
    };
    mocked.TelegramWebviewProxy = {
      postEvent(event, raw) {
        const data = JSON.parse(raw) as Record<string, unknown>;
        mocked.posted.push({ event, data });
        if (event === 'web_app_invoke_custom_method') setTimeout(answer, 0, data);
      },
    };
  });
}

/** Telegram's side of an open page. */
export function telegramOf(page: Page) {
  const receive = (event: string, data: unknown = null) =>
    page.evaluate(
      ([name, given]) => {
        (window as unknown as MockedWindow).Telegram.WebView.receiveEvent(name, given);
      },
      [event, data] as const,
    );
  const posted = () => page.evaluate(() => (window as unknown as MockedWindow).posted);
  const last = async (event: string) =>
    (await posted()).findLast((one) => one.event === event)?.data;
  return {
    receive,
    posted,
    /** What was last said to Telegram by that event. */
    last,
    pressMain: () => receive('main_button_pressed'),
    pressBack: () => receive('back_button_pressed'),
    mainButton: () => last('web_app_setup_main_button'),
  };
}
