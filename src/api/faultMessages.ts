import type { RequestFault } from '../evaluations/fault.ts';
import type { Language } from '../i18n/languages.ts';
import type { Translator } from '../i18n/translator.ts';

/** A fault with what a person is told of it: the field, what is wrong, what is allowed. */
export function toldFault(
  fault: RequestFault,
  { language, translator }: { language: Language; translator: Translator },
): RequestFault & { message: string } {
  const { field, code, given } = fault;
  const name = translator.text(language, 'fault-name', { field: field.replaceAll('.', '-') });
  const wrong = translator.text(language, `fault-${code}`, { name, field, given });
  const allowed = fault.allowed.join(', ');
  const rest = allowed && ` ${translator.text(language, 'fault-allowed', { allowed })}`;
  return { ...fault, message: wrong + rest };
}
