const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WIDE =
  /[\p{Extended_Pictographic}\p{Regional_Indicator}\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes; rather too many than too few. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Where the rows of a text without line ends begin and end, none wider than the columns; words stay whole if they can. */
export function wrap(text: string, columns: number): { start: number; end: number }[] {
  const rows: { start: number; end: number }[] = [];
  let start = 0;
  let width = 0;
  let wordStart = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    width += widthOf(segment);
    if (width > columns && index > start) {
      const end = wordStart > start ? wordStart : index;
      rows.push({ start, end });
      start = end;
      width = widthOf(text.slice(start, index + segment.length));
    }
    if (segment === ' ') wordStart = index + 1;
  }
  rows.push({ start, end: text.length });
  return rows;
}
