/** A number as people type it: spaces between thousands, comma or point; undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  const plain = text.replaceAll(/[\s\u00a0\u202f'’]/g, '');
  const isGrouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(plain);
  const pointed = isGrouped ? plain.replaceAll(/[.,]/g, '') : plain.replace(',', '.');
  return /^\d+(?:\.\d+)?$/.test(pointed) ? Number(pointed) : undefined;
}
