/** Prices of flats in thousand lira per m², plausible for late 2026: dear by the sea and in the large cities. */
const PRICE_OF_PROVINCE: Record<number, number> = {
  1: 34,
  6: 46,
  7: 62,
  9: 55,
  10: 48,
  14: 36,
  16: 46,
  17: 52,
  20: 36,
  21: 32,
  22: 40,
  26: 40,
  27: 33,
  31: 31,
  33: 38,
  34: 82,
  35: 66,
  38: 32,
  39: 38,
  41: 45,
  42: 33,
  45: 35,
  48: 85,
  52: 34,
  53: 37,
  54: 38,
  55: 36,
  57: 36,
  59: 42,
  61: 42,
  67: 31,
  74: 34,
  77: 48,
};
/** What remains is inland and smaller, and cheaper towards the east. */
const PRICE_ELSEWHERE = 27;
const EASTERN = new Set([4, 12, 13, 30, 36, 49, 56, 62, 65, 72, 73, 75, 76]);
const PRICE_IN_THE_EAST = 22;

/** The provinces whose neighbourhoods have figures of their own, in a small share. */
export const LARGEST_PROVINCES = new Set([6, 7, 16, 34, 35]);

/** Lira per m² of an average flat in a province, by plate code. */
export function priceOfProvince(id: number): number {
  const thousands =
    PRICE_OF_PROVINCE[id] ?? (EASTERN.has(id) ? PRICE_IN_THE_EAST : PRICE_ELSEWHERE);
  return thousands * 1_000;
}
