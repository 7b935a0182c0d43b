import { currencyName, currencySign } from '../formats.ts';
import { text } from '../texts.ts';

interface AmountFieldProperties {
  /** Also its id. */
  field: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
  /** What the number counts; or the currency, chosen from several. */
  unit?: string;
  currency?: string | undefined;
  currencies?: readonly string[];
  onCurrency?: (currency: string) => void;
}

/** A number with its unit, and below it what it is for or what is wrong. */
export function AmountField(properties: AmountFieldProperties) {
  const {
    field,
    label,
    hint,
    isOptional = false,
    value,
    error,
    onInput,
    unit,
    currency,
    currencies = [],
  } = properties;
  const note = error ?? hint;
  return (
    <div class={error === undefined ? 'card amount' : 'card amount wrong'}>
      <label class="label" for={field}>
        {label}
        {isOptional && <span class="hint">{text('app-optional')}</span>}
      </label>
      <div class="field">
        <input
          id={field}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          maxLength={18}
          value={value}
          aria-invalid={error !== undefined}
          {...(note !== undefined && { 'aria-describedby': `${field}-note` })}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
        {unit !== undefined && <span class="unit">{unit}</span>}
        {currency !== undefined && currencies.length > 0 && (
          <select
            class="plain unit"
            aria-label={text('app-currency')}
            value={currency}
            onChange={({ currentTarget }) => properties.onCurrency?.(currentTarget.value)}
          >
            {currencies.map((code) => (
              <option key={code} value={code} aria-label={currencyName(code)}>
                {currencySign(code)}
              </option>
            ))}
          </select>
        )}
      </div>
      {note !== undefined && (
        <p id={`${field}-note`} class={error === undefined ? 'hint' : 'error'}>
          {note}
        </p>
      )}
    </div>
  );
}
