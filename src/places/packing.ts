/**
 * Whole numbers as bytes that gzip well: all lowest bytes first, then all second bytes and so on, four planes. With
 * `deltas` the differences of neighbours are kept instead of the numbers (smaller for numbers that mostly rise).
 */
export function packNumbers(values: Uint32Array, { deltas }: { deltas: boolean }): Uint8Array {
  const count = values.length;
  const bytes = new Uint8Array(4 * count);
  let previous = 0;
  for (let at = 0; at < count; at++) {
    const value = values[at]!;
    const kept = deltas ? value - previous : value;
    previous = value;
    for (let plane = 0; plane < 4; plane++) bytes[plane * count + at] = kept >>> (8 * plane);
  }
  return bytes;
}

/** Undoes `packNumbers`; `deltas` must be what it was then. */
export function unpackNumbers(bytes: Uint8Array, { deltas }: { deltas: boolean }): Uint32Array {
  const count = bytes.length / 4;
  const values = new Uint32Array(count);
  let previous = 0;
  for (let at = 0; at < count; at++) {
    const kept =
      bytes[at]! |
      (bytes[count + at]! << 8) |
      (bytes[2 * count + at]! << 16) |
      (bytes[3 * count + at]! << 24);
    // A Uint32Array wraps at 2^32, so negative differences add up again.
    values[at] = deltas ? previous + kept : kept;
    previous = values[at]!;
  }
  return values;
}
