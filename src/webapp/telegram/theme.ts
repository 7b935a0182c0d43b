import type { ThemeParameters } from './bridge.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** Contrast of text to its ground that WCAG 2 asks for (level AA), with a little to spare for rounding. */
const ENOUGH = 4.6;

/** Telegram's names of the colours, and ours; the grounds on which each must be readable. */
const TEXTS = {
  '--text': ['text_color', 'surface', 'ground'],
  '--hint': ['subtitle_text_color', 'surface', 'ground', 'field'],
  '--accent': ['accent_text_color', 'surface', 'ground', 'field'],
  '--danger': ['destructive_text_color', 'surface', 'ground'],
} as const;

/**
 * Gives the page the colours of the person's Telegram, moved as far as needed for every text to be readable.
 * @returns the page's ground, as `#rrggbb`; undefined where Telegram's colours are not enough to go by
 */
export function applyTheme(theme: ThemeParameters): string | undefined {
  const given = (name: string) => parseColour(theme[name]);
  const surface = given('section_bg_color') ?? given('bg_color');
  const text = given('text_color');
  if (surface === undefined || text === undefined) return undefined;
  const secondary = given('secondary_bg_color') ?? surface;
  const isDark = luminance(surface) < luminance(text);
  const away: Colour = isDark ? [255, 255, 255] : [0, 0, 0];
  const field = mix(surface, text, 0.06);
  // cards must be told from what they lie on
  const isLevel = luminanceDistance(surface, secondary) < 0.004;
  const ground = isLevel ? mix(surface, text, 0.04) : secondary;
  const grounds = { surface, ground, field };
  const style = document.documentElement.style;
  const set = (name: string, colour: Colour) => style.setProperty(name, hexOf(colour));
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light';
  style.colorScheme = isDark ? 'dark' : 'light';
  set('--surface', surface);
  set('--ground', ground);
  set('--field', field);
  for (const [name, [telegramName, ...on]] of Object.entries(TEXTS)) {
    const colour = given(telegramName) ?? (name === '--hint' ? given('hint_color') : undefined);
    if (colour === undefined) continue;
    set(
      name,
      readable(
        colour,
        on.map((key) => grounds[key]),
        away,
      ),
    );
  }
  const buttonText = given('button_text_color') ?? [255, 255, 255];
  const button = given('button_color') ?? given('accent_text_color');
  if (button !== undefined) {
    const contrary: Colour = luminance(buttonText) > 0.5 ? [0, 0, 0] : [255, 255, 255];
    set('--button', readable(button, [buttonText], contrary));
    set('--button-text', buttonText);
  }
  return hexOf(ground);
}

function readable(colour: Colour, grounds: readonly Colour[], away: Colour): Colour {
  for (let share = 0; share < 1; share += 0.04) {
    const moved = mix(colour, away, share);
    if (grounds.every((ground) => contrast(moved, ground) >= ENOUGH)) return moved;
  }
  return away;
}

function parseColour(text: string | undefined): Colour | undefined {
  const digits = /^#([\da-f]{6})$/i.exec(text ?? '')?.[1];
  if (digits === undefined) return undefined;
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const hexOf = (colour: Colour) =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const mix = (one: Colour, other: Colour, share: number): Colour => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];

/** WCAG 2, relative luminance. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const luminanceDistance = (one: Colour, other: Colour) =>
  Math.abs(luminance(one) - luminance(other));

function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
