import type { Interface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import type { BotMessage } from '../../../src/local/botApi/chat.ts';
import { createScreen } from '../../../src/local/chat/screen.ts';
import { Terminal } from '../support/terminal.ts';

const message = (id: number, text: string, more: Partial<BotMessage> = {}): BotMessage => ({
  id,
  chatId: 1,
  text,
  entities: [],
  buttons: [],
  sentAtMs: 0,
  editedTimes: 0,
  ...more,
});
const buttons = [[{ text: 'Ja', data: 'ja' }], [{ text: 'Web', url: 'https://example.net' }]];

function start(settings: Partial<{ isTTY: boolean; colour: boolean; prompt: Interface }> = {}) {
  const { isTTY = false, colour = false, prompt } = settings;
  const terminal = new Terminal({ isTTY, columns: 20, rows: 12 });
  const output = terminal as unknown as NodeJS.WriteStream;
  return { terminal, screen: createScreen({ output, colour, prompt }) };
}

describe('in a pipe', () => {
  test('a message that changed is printed when the turn is over, once, as it ended', () => {
    const { terminal, screen } = start();
    screen.person('/go');
    screen.sent(message(1, 'one'));
    screen.edited(message(1, 'two'));
    screen.edited(message(1, 'three', { buttons }));
    screen.settle();
    screen.settle();
    expect(terminal.written).toBe('> /go\n│ one\n\n✎ three\n│ [1] Ja\n│ [2] Web ↗\n\n');
  });

  test('of a message with other buttons only the buttons are printed, of one as before nothing', () => {
    const { terminal, screen } = start();
    screen.sent(message(1, 'one', { buttons }));
    screen.edited(message(1, 'one', { buttons: [[{ text: 'Nein', data: 'nein' }]] }));
    screen.settle();
    screen.edited(message(1, 'one', { buttons: [[{ text: 'Nein', data: 'no' }]] }));
    screen.settle();
    screen.edited(message(1, 'one'));
    screen.settle();
    expect(terminal.written).toBe('│ one\n│ [1] Ja\n│ [2] Web ↗\n\n✎ [1] Nein\n\n');
  });

  test('numbers are those of the buttons shown last', () => {
    const { screen } = start();
    expect(screen.button(1)).toBeUndefined();
    screen.sent(message(1, 'one', { buttons }));
    screen.sent(message(2, 'two'));
    expect(screen.button(2)).toMatchObject({ message: { id: 1 }, button: { text: 'Web' } });
    expect([screen.button(0), screen.button(3)]).toEqual([undefined, undefined]);
    screen.edited(message(1, 'three'));
    screen.settle();
    expect(screen.button(1)).toBeUndefined();
  });

  test('nothing printed can steer a terminal', () => {
    const { terminal, screen } = start();
    const evil = 'a\u001b[2Jb\u009b1mc\rd\u202ee\ud800f';
    screen.person(evil);
    screen.sent(message(1, evil, { buttons: [[{ text: `${evil}\n`, data: 'x' }]] }));
    screen.note(evil);
    // oxlint-disable-next-line no-control-regex
    expect(terminal.written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(terminal.written.isWellFormed()).toBe(true);
    expect(terminal.written.match(/a \[2Jb 1mc d e�f/g)).toHaveLength(4);
  });
});

describe('on a terminal', () => {
  test('the last message is redrawn in place, however its rows were broken', () => {
    const { terminal, screen } = start({ isTTY: true });
    screen.sent(message(1, 'before'));
    screen.sent(message(2, '🏠 🏠 🏠 🏠 🏠 🏠 🏠 🏠 🏠 🏠 🏠 🏠 🏠'));
    screen.edited(message(2, `much ${'longer'.repeat(9)} than before`, { buttons }));
    screen.edited(message(2, 'short', { buttons }));
    expect(terminal.shown()).toEqual(['│ before', '', '│ short', '│ [1] Ja', '│ [2] Web ↗', '']);
  });

  test('an earlier one is printed again', () => {
    const { terminal, screen } = start({ isTTY: true });
    screen.sent(message(1, 'one'));
    screen.sent(message(2, 'two'));
    screen.edited(message(1, 'three'));
    screen.edited(message(1, 'four'));
    screen.aside(() => terminal.write('a line of the log\n'));
    screen.edited(message(1, 'five'));
    expect(terminal.shown()).toEqual([
      '│ one',
      '',
      '│ two',
      '',
      '│ four',
      '',
      'a line of the log',
      '✎ five',
      '',
    ]);
  });

  test('what does not fit on it any more is printed again', () => {
    const { terminal, screen } = start({ isTTY: true });
    screen.sent(message(1, 'x\n'.repeat(20)));
    screen.edited(message(1, 'short'));
    expect(terminal.shown().slice(-4)).toEqual(['│', '', '✎ short', '']);
    expect(terminal.written).not.toContain('\u001b');
  });

  test('bold is bold across rows', () => {
    const { terminal, screen } = start({ isTTY: true, colour: true });
    const entities = [{ type: 'bold' as const, offset: 2, length: 19 }];
    screen.sent(message(1, '📍 bold words on two rows', { entities }));
    expect(terminal.written).toContain(
      '│ 📍\u001b[1m bold words on \u001b[22m\n│ \u001b[1mtwo \u001b[22mrows',
    );
  });
});
