import { variablesOf, type Texts, type VariableType } from './texts.ts';

const HEADER = `// Written by \`npm run messages\` from locales/*.ftl: change these, not this file.
/* oxlint-disable max-lines */

type Value = string | number;

/** Every text for people, by \`id\` or \`id.attribute\`, with the variables it needs. */
export interface Messages {
`;

/** The types of all texts, in the order of the first language; a variable is a number if any language needs one. */
export function formatMessages(languages: readonly Texts[]): string {
  const lines = [...(languages[0]?.keys() ?? [])].map((id) => {
    const variables = new Map<string, VariableType>();
    for (const texts of languages) {
      for (const [name, type] of variablesOf(texts, id)) {
        if (type === 'number' || !variables.has(name)) variables.set(name, type);
      }
    }
    return `  '${id}': ${formatVariables(variables)};\n`;
  });
  return `${HEADER}${lines.join('')}}\n`;
}

function formatVariables(variables: ReadonlyMap<string, VariableType>): string {
  if (variables.size === 0) return '{}';
  const members = [...variables].map(([name, type]) => {
    const key = name.includes('-') ? `'${name}'` : name;
    return `${key}: ${type}`;
  });
  return `{ ${members.join('; ')} }`;
}
