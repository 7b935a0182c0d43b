import { Format } from 'telegraf';
import { describe, expect, test } from 'vitest';
import { button, cleanName, fitMessage, lines, linkButton } from '../../src/bot/screens.ts';

describe('cleanName', () => {
  test.each([
    ['Alanya', 'Alanya'],
    ['  a\n\t b\r\nc ', 'a b c'],
    ['\u202eevil\u202c', 'evil'],
    ['a\u2066b\u2069c\u200fd\u061ce', 'a b c d e'],
    ['x\u2028y\0z', 'x y z'],
    ['\ud83dhalf', 'half'],
    ['<b>&amp;*_`', '<b>&amp;*_`'],
    ['مرحبا', 'مرحبا'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['\u200f', ''],
  ])('makes one line that steers nothing of %j', (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  test('cuts by characters and says so', () => {
    expect(cleanName('я'.repeat(80))).toBe('я'.repeat(80));
    expect(cleanName('я'.repeat(81))).toBe(`${'я'.repeat(79)}…`);
    expect(cleanName('😀😀😀', 2)).toBe('😀…');
  });
});

test('absent lines are left out, empty ones stay, formatting moves along', () => {
  const { text, entities } = lines('a', undefined, '', Format.bold('b'));
  expect(text).toBe('a\n\nb');
  expect(entities).toEqual([{ type: 'bold', offset: 3, length: 1 }]);
});

describe('fitMessage', () => {
  test('leaves what one message can hold', () => {
    const text = 'я'.repeat(4_096);
    expect(fitMessage(new Format.FmtString(text)).text).toBe(text);
  });

  test('cuts what it cannot, between characters, and the formatting with it', () => {
    const long = lines('x'.repeat(4_090), Format.bold(`ab😀${'y'.repeat(100)}`), Format.bold('c'));
    const { text, entities } = fitMessage(long);
    expect(text).toBe(`${'x'.repeat(4_090)}\nab😀…`);
    expect(text.length).toBe(4_096);
    expect(entities).toEqual([{ type: 'bold', offset: 4_091, length: 4 }]);
  });

  test('never ends in half a character', () => {
    const { text } = fitMessage(new Format.FmtString(`x${'😀'.repeat(2_100)}`));
    expect(text.isWellFormed()).toBe(true);
    expect(text.length).toBeLessThanOrEqual(4_096);
  });
});

test('buttons have a name whatever they are called after', () => {
  expect(button('\u202e', 'x')).toEqual({ text: '—', callback_data: 'x' });
  expect(button('я'.repeat(70), 'x').text).toBe(`${'я'.repeat(59)}…`);
  expect(linkButton('a\nb', 'https://t.me')).toEqual({ text: 'a b', url: 'https://t.me' });
});
