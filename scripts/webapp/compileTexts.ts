import { FluentParser, type Expression, type InlineExpression, type Pattern } from '@fluent/syntax';
import type { CompiledPiece, CompiledText } from '../../src/webapp/compiledText.ts';

/**
 * The texts of a Fluent source by id. Of Fluent what the page's texts need: variables and selections by them.
 * @throws Error naming the text that needs more
 */
export function compileTexts(source: string): Record<string, CompiledText> {
  const texts: Record<string, CompiledText> = {};
  for (const entry of new FluentParser().parse(source).body) {
    if (entry.type === 'Junk') throw new Error(`not Fluent: ${entry.content.split('\n')[0]}`);
    if (entry.type !== 'Message' || entry.value === null) continue;
    try {
      texts[entry.id.name] = compilePattern(entry.value);
    } catch (cause) {
      throw new Error(`${entry.id.name} needs more than variables and selections`, { cause });
    }
  }
  return texts;
}

function compilePattern({ elements }: Pattern): CompiledText {
  const pieces: CompiledPiece[] = [];
  for (const element of elements) {
    const piece =
      element.type === 'TextElement' ? plain(element.value) : pieceOf(element.expression);
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string')
      pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces.length === 1 && typeof pieces[0] === 'string' ? pieces[0] : pieces;
}

function pieceOf(expression: Expression | InlineExpression): CompiledPiece {
  if (expression.type === 'VariableReference') return `{${expression.id.name}}`;
  if (expression.type === 'StringLiteral') return plain(expression.parse().value);
  if (expression.type !== 'SelectExpression') throw new Error(`holds a ${expression.type}`);
  const { selector, variants } = expression;
  if (selector.type !== 'VariableReference') throw new Error(`selects by ${selector.type}`);
  const keyed = variants.map(({ key, value, default: isUsual }) => {
    return { key: key.type === 'Identifier' ? key.name : key.value, value, isUsual };
  });
  return [
    selector.id.name,
    Object.fromEntries(keyed.map(({ key, value }) => [key, compilePattern(value)])),
    keyed.find(({ isUsual }) => isUsual)?.key ?? 'other',
  ];
}

function plain(text: string): string {
  if (text.includes('{')) throw new Error('holds a brace');
  return text;
}
