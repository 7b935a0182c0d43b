import {
  FluentParser,
  lineOffset,
  Visitor,
  type FunctionReference,
  type Junk,
  type MessageReference,
  type Pattern,
  type SelectExpression,
  type VariableReference,
} from '@fluent/syntax';
import { PARTS, readLocale, type Part } from '../../src/i18n/locales.ts';
import type { Language } from '../../src/i18n/languages.ts';

export interface Text {
  part: Part;
  pattern: Pattern;
}

/** The texts of one language by `id` or `id.attribute`, in the order of the files. */
export type Texts = ReadonlyMap<string, Text>;

/** `Value` is a string or a number. */
export type VariableType = 'number' | 'Value';

/** @throws Error like `parseTexts` */
export function readTexts(language: Language): Texts {
  return parseTexts(PARTS.map((part) => ({ part, source: readLocale(part, language) })));
}

/** @throws Error naming part and line of what is not Fluent, or the id that is there twice */
export function parseTexts(sources: readonly { part: Part; source: string }[]): Texts {
  const texts = new Map<string, Text>();
  const ids = new Set<string>();
  const take = (id: string) => {
    if (ids.has(id)) throw new Error(`${id} is there twice`);
    ids.add(id);
  };
  for (const { part, source } of sources) {
    for (const entry of new FluentParser().parse(source).body) {
      if (entry.type === 'Junk') throw new Error(`${part}, ${placeOf(entry, source)}`);
      if (entry.type === 'Term') take(`-${entry.id.name}`);
      if (entry.type !== 'Message') continue;
      const { name } = entry.id;
      take(name);
      if (entry.value) texts.set(name, { part, pattern: entry.value });
      for (const { id, value } of entry.attributes) {
        take(`${name}.${id.name}`);
        texts.set(`${name}.${id.name}`, { part, pattern: value });
      }
    }
  }
  return texts;
}

function placeOf({ annotations, span }: Junk, source: string): string {
  const [annotation] = annotations;
  const position = annotation?.span?.start ?? span?.start ?? 0;
  return `line ${lineOffset(source, position) + 1}: ${annotation?.message ?? 'not Fluent'}`;
}

/** The variables a text needs, those of the texts it refers to included, by name in the order of the alphabet. */
export function variablesOf(texts: Texts, id: string): Map<string, VariableType> {
  const finder = new VariableFinder(texts);
  finder.enter(id);
  return new Map([...finder.found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a selection is by plural form or by number, so that its selector must be a number. */
export function isPlural({ variants }: SelectExpression): boolean {
  return variants.every(
    ({ key }) => key.type === 'NumberLiteral' || PLURAL_CATEGORIES.has(key.name),
  );
}

const PLURAL_CATEGORIES = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** Terms are not entered: their variables come from the reference's own arguments, never from the caller. */
class VariableFinder extends Visitor {
  readonly found = new Map<string, VariableType>();
  readonly #texts: Texts;
  readonly #entered = new Set<string>();

  constructor(texts: Texts) {
    super();
    this.#texts = texts;
  }

  enter(id: string): void {
    const text = this.#texts.get(id);
    if (!text || this.#entered.has(id)) return;
    this.#entered.add(id);
    this.visit(text.pattern);
  }

  override visitVariableReference({ id }: VariableReference): void {
    if (!this.found.has(id.name)) this.found.set(id.name, 'Value');
  }

  override visitSelectExpression(node: SelectExpression): void {
    if (isPlural(node)) this.#needNumber(node.selector);
    this.genericVisit(node);
  }

  /** NUMBER() takes a number, and DATETIME() one in milliseconds. */
  override visitFunctionReference(node: FunctionReference): void {
    for (const argument of node.arguments.positional) this.#needNumber(argument);
    this.genericVisit(node);
  }

  override visitMessageReference({ id, attribute }: MessageReference): void {
    this.enter(attribute ? `${id.name}.${attribute.name}` : id.name);
  }

  #needNumber(node: SelectExpression['selector']): void {
    if (node.type === 'VariableReference') this.found.set(node.id.name, 'number');
  }
}
