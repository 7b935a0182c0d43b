import type { Router } from '@koa/router';
import { z } from 'zod';
import type { PlaceSearch } from '../datasets/placeSearch.ts';
import type { Access } from './access.ts';
import { readQuery, wholeNumber } from './input.ts';
import { Problem } from './problem.ts';

const LONGEST_QUERY = 100;
const MOST_RESULTS = 50;
const USUAL_RESULTS = 10;

const searchQuery = z.object({
  q: z
    .string()
    .trim()
    .min(1)
    .refine((text) => Array.from(text).length <= LONGEST_QUERY),
  country: wholeNumber(Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeNumber(MOST_RESULTS).default(USUAL_RESULTS),
});

const ALLOWED = {
  q: { id: 'allowed-query', variables: { maximum: LONGEST_QUERY } },
  country: { id: 'allowed-country' },
  limit: { id: 'allowed-limit', variables: { maximum: MOST_RESULTS } },
} as const;

/** `GET /api/search?q=&country=&limit=`: places by name, in any of three scripts. */
export function addSearchRoutes(
  router: Router,
  { placeSearch, access }: { placeSearch: PlaceSearch; access: Access },
): void {
  router.get('/api/search', async (ctx) => {
    const { q, country, limit } = readQuery(ctx, searchQuery, ALLOWED);
    const isAdmin = access.isAdmin(ctx.req);
    const matches = await placeSearch.search({
      query: q,
      limit,
      ...(country !== undefined && { countryId: country }),
      includeDisabled: isAdmin,
    });
    if (matches === undefined) {
      throw new Problem('unknown-country', { variables: { country: String(country) } });
    }
    ctx.set('Cache-Control', isAdmin ? 'private, no-cache' : 'public, max-age=60');
    ctx.vary('Authorization');
    ctx.body = {
      results: matches.map(({ level, id, name, path, ids }) => ({ level, id, name, path, ids })),
    };
  });
}
