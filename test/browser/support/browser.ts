import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { launchOf, mockTelegram, telegramOf, type TelegramOptions } from './telegram.ts';

export interface OpenOptions extends TelegramOptions {
  /** In a plain browser instead of Telegram. */
  plain?: boolean;
  width?: number;
  height?: number;
  path?: string;
  /** Done before anything is loaded. */
  before?: (page: Page) => Promise<unknown>;
  context?: BrowserContextOptions;
}

export type OpenedPage = Awaited<ReturnType<Chromium['open']>>;
export type Chromium = Awaited<ReturnType<typeof startChromium>>;

/** Debian's Chromium; every page is a visitor of its own. */
export async function startChromium(origin = inject('origin')) {
  const browser: Browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  return {
    origin,
    async open(options: OpenOptions = {}) {
      const { plain = false, width = 375, height = 812, path = '/', language = 'ru' } = options;
      const context = await browser.newContext({
        viewport: { width, height },
        locale: language,
        colorScheme: options.theme ?? 'light',
        // moving skeletons would only keep the processor busy
        reducedMotion: 'reduce',
        hasTouch: true,
        isMobile: true,
        ...options.context,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(5_000);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        const isExpected = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !isExpected) faults.push(message.text());
      });
      const hosts = new Set<string>();
      page.on('request', (request) => hosts.add(new URL(request.url()).origin));
      if (!plain) await mockTelegram(page);
      await options.before?.(page);
      await page.goto(`${origin}${path}${plain ? '' : launchOf({ ...options, language })}`);
      await page.locator('h1').waitFor();
      return { page, context, telegram: telegramOf(page), faults, hosts };
    },
    stop: () => browser.close(),
  };
}
