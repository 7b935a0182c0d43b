// oxlint-disable-next-line no-control-regex
const PIECE = /\u001b\[(\d*)([A-Za-z])|\n|[^\u001b\n]/gu;

/** As much of a terminal as a conversation needs: rows, the cursor, and clearing what is below it. */
export class Terminal {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Everything as it was written. */
  written = '';
  #lines: string[] = [''];
  #row = 0;
  #column = 0;

  constructor({ isTTY, columns, rows }: { isTTY: boolean; columns: number; rows: number }) {
    this.isTTY = isTTY;
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): boolean {
    this.written += text;
    for (const [part, count, command] of text.matchAll(PIECE)) {
      if (command !== undefined) this.#obey(command, Number(count));
      else if (part === '\n') this.#lineFeed();
      else this.#put(part);
    }
    return true;
  }

  /** The rows without their style. */
  shown(): string[] {
    return this.#lines.slice(0, -1);
  }

  #put(character: string): void {
    if (this.#column >= this.columns) this.#lineFeed();
    const line = Array.from(this.#lines[this.#row] ?? '');
    line[this.#column] = character;
    this.#lines[this.#row] = line.join('');
    this.#column += 1;
  }

  #lineFeed(): void {
    this.#row += 1;
    this.#column = 0;
    if (this.#row === this.#lines.length) this.#lines.push('');
  }

  #obey(command: string, count: number): void {
    if (command === 'A') this.#row -= count;
    else if (command === 'G') this.#column = count - 1;
    else if (command === 'J') {
      this.#lines.length = this.#row + 1;
      this.#lines[this.#row] = (this.#lines[this.#row] ?? '').slice(0, this.#column);
    } else if (command !== 'm') throw new Error(`The terminal knows no «${command}»`);
  }
}
