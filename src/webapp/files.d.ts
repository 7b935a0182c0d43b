declare module '*.ftl' {
  import type { CompiledText } from './compiledText.ts';

  const texts: Readonly<Record<string, CompiledText>>;
  export default texts;
}
