import { clearScreenDown, cursorTo, moveCursor, type Interface } from 'node:readline';
import type { BotMessage } from '../botApi/chat.ts';
import type { BotButton } from '../botApi/replyMarkup.ts';
import { buttonRows, safe, textRows, withBar, type Look } from './render.ts';

export interface ScreenDependencies {
  output: NodeJS.WriteStream;
  colour: boolean;
  /** The line a person types into; absent where the input is no terminal. */
  prompt?: Interface | undefined;
}

/** The conversation as it is printed. On a terminal changed messages are redrawn in place where they are the last. */
export interface Screen {
  /** Lets the person type. */
  open(): void;
  /** What the person wrote, where the terminal does not show it anyway. */
  person(text: string): void;
  sent(message: BotMessage): void;
  /** On a terminal shown at once, otherwise with the next `settle`. */
  edited(message: BotMessage): void;
  deleted(message: BotMessage): void;
  note(text: string): void;
  /** Lets others write, to whatever stream, without disturbing the conversation. */
  aside(write: () => void): void;
  /** Shows what the messages that changed have become. */
  settle(): void;
  /** The button of this number under the newest buttons shown. */
  button(number: number): { message: BotMessage; button: BotButton } | undefined;
}

interface Drawn {
  text: string;
  buttons: string;
}

export function createScreen({ output, colour, prompt }: ScreenDependencies): Screen {
  const isLive = output.isTTY;
  const drawn = new Map<number, Drawn>();
  const changed = new Map<number, BotMessage>();
  let last: { id: number; rows: number } | undefined;
  let withButtons: BotMessage | undefined;
  let isOpen = false;

  const look = (): Look => ({ colour, ...(isLive && { columns: output.columns }) });

  /** Calls back with the cursor at the beginning of the row after the conversation. */
  const between = (write: () => void) => {
    if (prompt && isOpen) {
      const { rows } = prompt.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
    }
    write();
    if (isOpen) prompt?.prompt(true);
  };
  const print = (rows: readonly string[]) => {
    last = undefined;
    between(() => output.write(`${rows.join('\n')}\n`));
  };

  /** What is new of a message since it was last shown: everything, its buttons, or nothing. */
  const draw = (message: BotMessage) => {
    const before = drawn.get(message.id);
    const text = textRows(message, look());
    const buttons = buttonRows(message, look());
    const now = { text: text.join('\n'), buttons: buttons.join('\n') };
    drawn.set(message.id, now);
    if (buttons.length > 0) withButtons = message;
    else if (withButtons?.id === message.id) withButtons = undefined;
    const isSameText = before?.text === now.text;
    const rows = (isSameText ? [] : text).concat(
      before?.buttons === now.buttons && isSameText ? [] : buttons,
    );
    return { all: [...text, ...buttons], rows, isChange: before !== undefined };
  };

  const put = (message: BotMessage) => {
    const { rows, isChange } = draw(message);
    if (rows.length === 0) return;
    print([...withBar(rows, isChange), '']);
    last = { id: message.id, rows: rows.length + 1 };
  };

  const redraw = (message: BotMessage) => {
    const { all } = draw(message);
    const { rows = 0 } = last ?? {};
    between(() => {
      moveCursor(output, 0, -rows);
      clearScreenDown(output);
      output.write(`${withBar(all, false).join('\n')}\n\n`);
    });
    last = { id: message.id, rows: all.length + 1 };
  };

  return {
    open() {
      isOpen = true;
      prompt?.prompt();
    },
    person(text) {
      last = undefined;
      if (prompt) prompt.prompt();
      else print([`> ${safe(text)}`]);
    },
    sent: put,
    edited(message) {
      if (!isLive) changed.set(message.id, message);
      else if (last?.id === message.id && last.rows < output.rows) redraw(message);
      else put(message);
    },
    deleted(message) {
      changed.delete(message.id);
      if (withButtons?.id === message.id) withButtons = undefined;
      print(['(i) Сообщение удалено.', '']);
    },
    note: (text) => print([`(i) ${safe(text)}`, '']),
    aside(write) {
      last = undefined;
      between(write);
    },
    settle() {
      for (const message of changed.values()) put(message);
      changed.clear();
    },
    button(number) {
      const button = withButtons?.buttons.flat()[number - 1];
      return withButtons && button && { message: withButtons, button };
    },
  };
}
