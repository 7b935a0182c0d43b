import type { Attribute } from '../../valuation/evidence.ts';
import { text } from '../texts.ts';

interface ChipsProperties {
  attribute: Attribute;
  /** As the installation spells its segments. */
  names: readonly string[];
  chosen: string | undefined;
  choose: (name: string | undefined) => void;
}

/** Segments of one attribute, of which one may be chosen; pressing it again takes it back. */
export function Chips({ attribute, names, chosen, choose }: ChipsProperties) {
  return (
    <fieldset>
      <legend>{text('app-attribute', { attribute })}</legend>
      <div class="chips">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={name === chosen}
            onClick={() => choose(name === chosen ? undefined : name)}
          >
            {segmentName(attribute, name)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** A segment as a person reads it: the known ones in their language, ranges with a proper dash, others as they are. */
export function segmentName(attribute: Attribute, name: string): string {
  const key = name.toLowerCase().replaceAll(/[^\da-z]+/g, '-');
  const plain = name.replace(/(\d)\s*-\s*(\d)/, '$1–$2');
  return text('app-segment', { name: `${attribute}-${key}`, plain });
}
