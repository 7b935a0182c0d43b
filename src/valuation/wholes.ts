import { ATTRIBUTES, LEVELS, type Evidence, type Level } from './evidence.ts';
import { atLevel, listingsOf, newestByLevel, type Piece, type Side } from './records.ts';
import { middle } from './spread.ts';

/** Prices of places on one way down differ less; of three levels or more, one further from the middle is a mistake in a table. */
const FARTHEST = 10;

/**
 * The general price of each level, the coarsest first: the general record, or else what the segments of the level add up to. A
 * price ten times away from those of the other levels is left out.
 */
export function wholesByLevel(evidence: Evidence, side: Side): Piece[] {
  const general = newestByLevel(evidence.general, side);
  const pieces = LEVELS.flatMap(
    (level) => atLevel(general, level) ?? addedUp({ evidence, side, level }) ?? [],
  );
  const usual = middle(pieces.map(({ quote }) => quote.price));
  if (usual === undefined || pieces.length < 3) return pieces;
  return pieces.filter(
    ({ quote }) => quote.price < usual * FARTHEST && quote.price > usual / FARTHEST,
  );
}

/**
 * The segments of an attribute share the listings of their place, so their mean, weighted by listings, is its general price. Of
 * several attributes the newest is taken, then the one with most listings. A single segment is no whole.
 */
function addedUp(inquiry: { evidence: Evidence; side: Side; level: Level }): Piece | undefined {
  const { evidence, side, level } = inquiry;
  const wholes = ATTRIBUTES.flatMap((attribute) => {
    const records = evidence.segments.filter(
      (record) => record.attribute === attribute && record.level === level,
    );
    const pieces = [...new Set(records.map(({ segment }) => segment))].toSorted().flatMap((name) =>
      newestByLevel(
        records.filter(({ segment }) => segment === name),
        side,
      ),
    );
    const date = pieces
      .map(({ record }) => record.date)
      .toSorted()
      .at(-1);
    const parts = pieces.filter(({ record }) => record.date === date);
    return date === undefined || parts.length < 2 ? [] : [wholeOf(parts, { side, level, date })];
  });
  return wholes.toSorted(
    (a, b) =>
      (a.record.date < b.record.date ? 1 : a.record.date > b.record.date ? -1 : 0) ||
      listingsOf(b.quote) - listingsOf(a.quote),
  )[0];
}

function wholeOf(parts: readonly Piece[], of: { side: Side; level: Level; date: string }): Piece {
  const quotes = parts.map(({ quote }) => quote);
  const count = quotes.reduce((sum, quote) => sum + listingsOf(quote), 0);
  const known = (bounds: (number | null)[]) => bounds.filter((bound) => bound !== null);
  const least = known(quotes.map(({ minimum }) => minimum));
  const most = known(quotes.map(({ maximum }) => maximum));
  const quote = {
    price: quotes.reduce((sum, one) => sum + one.price * listingsOf(one), 0) / count,
    minimum: least.length === 0 ? null : Math.min(...least),
    maximum: most.length === 0 ? null : Math.max(...most),
    count,
  };
  const { level, date, side } = of;
  const demo = parts.some(({ record }) => record.demo);
  const record = { level, date, sale: null, rent: null, yield: null, demo, [side]: quote };
  return { record, quote };
}
