// oxlint-disable-next-line no-control-regex
const PIECE = /\u001b\[(\d*)([A-Za-z])|\n|[^\u001b\n]/gu;
const WIDE = /\p{Extended_Pictographic}/u;

/** As much of a terminal as a conversation needs: rows, the cursor, and clearing what is below it. */
export class Terminal {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows: number;
  /** Everything as it was written. */
  written = '';
  /** One cell a column; the second one of a wide character is empty. */
  #lines: string[][] = [[]];
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
    return this.#lines.slice(0, -1).map((cells) => cells.join(''));
  }

  #put(character: string): void {
    const cells = WIDE.test(character) ? [character, ''] : [character];
    if (this.#column + cells.length > this.columns) this.#lineFeed();
    this.#lines[this.#row]?.splice(this.#column, cells.length, ...cells);
    this.#column += cells.length;
  }

  #lineFeed(): void {
    this.#row += 1;
    this.#column = 0;
    if (this.#row === this.#lines.length) this.#lines.push([]);
  }

  #obey(command: string, count: number): void {
    if (command === 'A') this.#row -= count;
    else if (command === 'G') this.#column = count - 1;
    else if (command === 'J') {
      this.#lines.length = this.#row + 1;
      this.#lines[this.#row]?.splice(this.#column);
    } else if (command !== 'm') throw new Error(`The terminal knows no «${command}»`);
  }
}
