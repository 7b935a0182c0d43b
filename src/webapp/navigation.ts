import { computed, effect, signal } from '@preact/signals';
import { backAction, telegram } from './telegram/telegram.ts';
import type { Shown } from './result/shown.ts';
import type { PlaceIds } from '../places/placeIds.ts';

/** What is on screen. */
export type Screen =
  | { name: 'place'; below?: never }
  | { name: 'place'; below: PlaceIds; names: string[] }
  | { name: 'object' }
  | { name: 'result'; shown: Shown }
  | { name: 'shared'; token: string }
  | { name: 'mine' }
  | { name: 'admin' };

const stack = signal<readonly Screen[]>([{ name: 'place' }]);

export const screen = computed<Screen>(() => stack.value.at(-1) ?? { name: 'place' });

/** Goes on to a screen; going back leads here again. */
export function open(next: Screen): void {
  stack.value = [...stack.value, next];
  remember(stack.value.length);
  toTop();
}

/** Shows these screens as if one had gone through them. */
export function openAll(...screens: [Screen, ...Screen[]]): void {
  stack.value = screens;
  for (const depth of screens.keys()) if (depth > 0) remember(depth + 1);
  toTop();
}

/** Shows another screen in the place of the present one. */
export function replace(next: Screen): void {
  stack.value = [...stack.value.slice(0, -1), next];
}

export function back(): void {
  if (telegram === undefined) history.back();
  else backTo(stack.value.length - 1);
}

function backTo(depth: number): void {
  stack.value = stack.value.slice(0, Math.max(1, depth));
  toTop();
}

/** Outside Telegram the browser's own back button leads through the screens. */
function remember(depth: number): void {
  if (telegram === undefined) history.pushState(depth, '');
}

/** Focus follows the screen: the heading of the new one is what is read out next. */
function toTop(): void {
  requestAnimationFrame(() => {
    window.scrollTo(0, 0);
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  });
}

/** Lets Telegram's back button, or the browser's, lead back. */
export function startNavigation(): void {
  effect(() => {
    backAction.value = stack.value.length > 1 ? back : undefined;
  });
  if (telegram !== undefined) return;
  history.replaceState(1, '');
  window.addEventListener('popstate', ({ state }) => backTo(Number(state ?? 1)));
}
