import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ATTRIBUTES } from '../../src/valuation/evidence.ts';
import { sharesOf } from '../../src/valuation/overlap.ts';

const deviation = fc.double({ min: 0.02, max: 0.5, noNaN: true });
const several = fc.array(deviation, { minLength: 1, maxLength: ATTRIBUTES.length });
const partly = fc.constantFrom(0, 0.2, 0.4, 0.6, 0.8);

test('shares solve the regression on all attributes, none below 0', () => {
  fc.assert(
    fc.property(several, partly, (deviations, correlation) => {
      const shares = sharesOf(ATTRIBUTES.slice(0, deviations.length), deviations, correlation);
      const coefficients = deviations.map((one, at) => shares[at]! * one);
      const sum = coefficients.reduce((total, one) => total + one, 0);
      for (const [at, one] of coefficients.entries()) {
        const told = one + correlation * (sum - one);
        expect(one).toBeGreaterThanOrEqual(0);
        // told enough by the others, or exactly
        const missing = deviations[at]! - told;
        expect(one > 0 ? Math.abs(missing) : missing).toBeLessThan(1e-5);
      }
    }),
  );
});

test('an attribute alone counts fully, equal ones the less the more they tell the same', () => {
  fc.assert(
    fc.property(deviation, partly, (one, correlation) => {
      expect(sharesOf(['age'], [one], correlation)).toEqual([1]);
      for (const share of sharesOf(ATTRIBUTES, [one, one, one, one], correlation)) {
        expect(share).toBeCloseTo(1 / (1 + 3 * correlation), 5);
      }
    }),
  );
});
