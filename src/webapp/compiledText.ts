/**
 * A text as the page reads it: plain, with `{name}` where a variable stands; or pieces, of which those that depend on a
 * value are the variable's name, the variants by key and the key of the default.
 */
export type CompiledText = string | CompiledPiece[];

export type CompiledPiece =
  | string
  | [variable: string, variants: Record<string, CompiledText>, usual: string];
