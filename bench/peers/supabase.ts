// Koa + supabase-js at each request, as an application without a cache does it: the rows of the city in pages of 1,000
// (what PostgREST gives at most), the document made of them, compressed and sent. No middleware of ours.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createClient } from '@supabase/supabase-js';
import Koa from 'koa';

interface Row {
  county_id: number;
  county_name: string;
  district_id: number;
}

const PAGE_ROWS = 1_000;
const compress = promisify(gzip);
const collator = new Intl.Collator('tr', { numeric: true });
const supabase = createClient(process.env.SUPABASE_URL ?? '', process.env.SUPABASE_ANON_KEY ?? '', {
  auth: { persistSession: false, autoRefreshToken: false },
});

async function rowsOfCity(country: number, city: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from === rows.length; from += PAGE_ROWS) {
    const { data, error } = await supabase
      .from('locations')
      .select('county_id,county_name,district_id')
      .eq('country_id', country)
      .eq('city_id', city)
      .not('district_id', 'is', null)
      .order('id')
      .range(from, from + PAGE_ROWS - 1)
      .overrideTypes<Row[], { merge: false }>();
    if (error) throw new Error(error.message);
    rows.push(...data);
  }
  return rows;
}

const app = new Koa();
app.use(async (ctx) => {
  const path = /^\/api\/countries\/(\d+)\/cities\/(\d+)\/counties$/.exec(ctx.path);
  if (!path) return;
  const districts = new Map<number, Set<number>>();
  const names = new Map<number, string>();
  for (const row of await rowsOfCity(Number(path[1]), Number(path[2]))) {
    names.set(row.county_id, row.county_name);
    const known = districts.get(row.county_id) ?? new Set();
    districts.set(row.county_id, known.add(row.district_id));
  }
  const counties = Array.from(names, ([id, name]) => ({
    id,
    name,
    districtCount: districts.get(id)?.size ?? 0,
  })).sort((a, b) => collator.compare(a.name, b.name));
  ctx.set('Content-Type', 'application/json; charset=utf-8');
  ctx.set('Content-Encoding', 'gzip');
  ctx.body = await compress(JSON.stringify({ counties }));
});
app.listen(Number(process.env.PORT), '127.0.0.1');
