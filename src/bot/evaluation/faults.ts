import { formatList, formatNumber } from '../../i18n/formats.ts';
import type { RequestFault } from '../../evaluations/valuer.ts';
import type { Attribute } from '../../valuation/evidence.ts';
import { cleanName } from '../screens.ts';
import type { Speech } from '../admin/speech.ts';
import { LIMITS, type LimitedField } from './drafts.ts';
import { segmentLabel } from './labels.ts';
import { FIELDS, type Field } from './state.ts';

const MOST_ALLOWED = 12;
const LONGEST_GIVEN = 40;

/** The field of a draft that a fault is about; `currency` is that of the answer. */
export function fieldOf({ field }: RequestFault): Field | 'currency' | undefined {
  const [top = ''] = field.split('.');
  if (['country', 'city', 'county', 'district'].includes(top)) return 'place';
  if (top === 'currency') return 'currency';
  return FIELDS.find((one) => one === top);
}

/** What is wrong and what is allowed, in plain words. */
export function faultNotice(speech: Speech, fault: RequestFault): string {
  const { speak, language } = speech;
  const given = cleanName(fault.given, LONGEST_GIVEN);
  const field = fieldOf(fault);
  const allowed = () => formatList(language, fault.allowed.slice(0, MOST_ALLOWED));
  switch (fault.code) {
    case 'unknown-place':
      return speak('place-gone');
    case 'place-of-another':
      return speak('refused-place-of-another');
    case 'unknown-currency':
      return speak('refused-currency', { given, allowed: allowed() });
    case 'unknown-segment': {
      const attribute = field as Attribute;
      const names = fault.allowed
        .slice(0, MOST_ALLOWED)
        .map((name) => segmentLabel(speech, attribute, name));
      return speak('refused-segment', { given, allowed: formatList(language, names) });
    }
    case 'too-small':
    case 'too-great':
    case 'wrong-type':
    case 'required':
    case 'unknown-field':
      if (field !== undefined && field in LIMITS)
        return limitNotice(speech, field as LimitedField, given);
      return speak('refused-asking', { given });
    default:
      return fault.code satisfies never;
  }
}

/** What numbers a field takes. */
export function limitNotice(
  { speak, language }: Speech,
  field: LimitedField,
  given: string,
): string {
  const least = formatNumber(language, LIMITS[field].least);
  const most = formatNumber(language, LIMITS[field].most);
  return speak(`refused-${field}`, { given, least, most });
}
