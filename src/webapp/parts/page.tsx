import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { backAction, mainAction, telegram, type MainAction } from '../telegram/telegram.ts';
import { text } from '../texts.ts';

interface PageProperties {
  title: string;
  /** Above the title: where one is. */
  over?: string;
  /** What the main button does on this screen. */
  main?: MainAction | undefined;
  children: ComponentChildren;
}

/** A screen: heading, content, and the main button, which is Telegram's own inside Telegram. */
export function Page({ title, over, main, children }: PageProperties) {
  useEffect(() => {
    mainAction.value = main;
  });
  useEffect(() => () => (mainAction.value = undefined), []);
  return (
    <>
      <main>
        <header class="head">
          {telegram === undefined && backAction.value && (
            <button type="button" class="back" onClick={() => backAction.value?.()}>
              <svg viewBox="0 0 12 20" width="10" height="16" aria-hidden="true">
                <path d="M10 2 2 10l8 8" fill="none" stroke="currentColor" stroke-width="2.5" />
              </svg>
              {text('app-back')}
            </button>
          )}
          {over && <p class="over">{over}</p>}
          <h1 tabIndex={-1}>{title}</h1>
        </header>
        {children}
      </main>
      {telegram === undefined && main && <OwnMainButton {...main} />}
    </>
  );
}

function OwnMainButton({ text: label, press, isBusy = false, isEnabled = true }: MainAction) {
  return (
    <div class="bar">
      <button
        type="button"
        class="main"
        aria-busy={isBusy}
        disabled={!isEnabled || isBusy}
        onClick={press}
      >
        {isBusy && <span class="spinner" />}
        {label}
      </button>
    </div>
  );
}
