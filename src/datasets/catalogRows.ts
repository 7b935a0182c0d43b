import type { Finding } from '../cache/validation.ts';
import type { Stepwise } from '../stepwise.ts';

/** A level of a place: its id and name, both null where the row does not reach that level. */
interface Level {
  id: number | null;
  name: string | null;
}

interface CatalogRow {
  city: Level;
  county: Level;
  district: Level;
}

export interface District {
  id: number;
  name: string;
}

export interface County extends District {
  districts: District[];
}

export interface City extends District {
  counties: County[];
}

/** The tree of a country's rows, and what is wrong with them. */
export interface CatalogTree {
  cities: City[];
  findings: Finding[];
}

/** A row of `catalog_locations`: id and name of city, county and district, and how many rows are exactly this one. */
export type RawRow = readonly unknown[];

const EXAMPLES = 5;

/** One row of `catalog_locations`: ids as numbers or text, names trimmed, blank ones null. */
function catalogRow(raw: RawRow): CatalogRow {
  const level = (index: number): Level => ({ id: idOf(raw[index]), name: nameOf(raw[index + 1]) });
  return { city: level(0), county: level(2), district: level(4) };
}

export function copiesOf(raw: RawRow): number {
  return Number(raw[6]);
}

/** An id as the database gives it; null where there is none, NaN where it is no whole number. */
export function idOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const id = Number(value);
  return Number.isSafeInteger(id) ? id : Number.NaN;
}

function nameOf(value: unknown): string | null {
  return typeof value === 'string' ? value.trim().replaceAll(/\s+/g, ' ') || null : null;
}

/** Collects what breaks a rule: a count and a few examples. */
class Violations {
  readonly #found = new Map<string, string[]>();
  readonly #counts = new Map<string, number>();

  add(rule: string, example: string): void {
    this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + 1);
    const examples = this.#found.get(rule) ?? [];
    if (examples.length < EXAMPLES && !examples.includes(example)) examples.push(example);
    this.#found.set(rule, examples);
  }

  findings(): Finding[] {
    return [...this.#counts].map(([rule, count]) => ({
      rule,
      message: `нарушений ${count}, например: ${(this.#found.get(rule) ?? []).join('; ')}`,
    }));
  }
}

interface Node {
  id: number;
  name: string | null;
  parent: Node | null;
  /** Absent where there are none, as of most places. */
  children?: Node[];
}

/** All places of one level, by id; an id belongs to one name and one parent. */
class Places {
  readonly #label: string;
  readonly #violations: Violations;
  readonly #nodes = new Map<number, Node>();

  constructor(label: string, violations: Violations) {
    this.#label = label;
    this.#violations = violations;
  }

  /** The place of a row at this level; null where the row ends above it. */
  take({ id, name }: Level, parent: Node | null, isTop: boolean): Node | null {
    if (id === null) {
      if (name !== null) this.#violations.add('ids-present', `${this.#label} «${name}» без id`);
      return null;
    }
    if (!Number.isSafeInteger(id)) {
      this.#violations.add('ids-present', `${this.#label} «${name}»: id не целое число`);
      return null;
    }
    if (parent === null && !isTop) {
      this.#violations.add('parents-present', `${this.#label} ${id} «${name}»`);
      return null;
    }
    return this.#same(this.#nodes.get(id), { id, name, parent });
  }

  all(): Node[] {
    return [...this.#nodes.values()];
  }

  checkNames(): void {
    for (const { id, name } of this.#nodes.values()) {
      if (name === null) this.#violations.add('names-present', `${this.#label} ${id}`);
    }
  }

  #same(known: Node | undefined, { id, name, parent }: Omit<Node, 'children'>): Node {
    if (known === undefined) {
      const node: Node = { id, name, parent };
      this.#nodes.set(id, node);
      if (parent) (parent.children ??= []).push(node);
      return node;
    }
    if (known.name === null) known.name = name;
    if (known.parent !== parent) {
      this.#violations.add('unique-ids', `${this.#label} ${id} в двух местах`);
    } else if (name !== null && known.name !== name) {
      this.#violations.add('unique-ids', `${this.#label} ${id}: «${known.name}» и «${name}»`);
    }
    return known;
  }
}

/**
 * Makes the tree of a country from its rows. Exact duplicates and rows that stop at a higher level are normal;
 * a missing name is taken from another row of the same id. What cannot be understood becomes a finding with
 * its count: nothing is dropped in silence.
 */
export function* catalogTree(rows: Iterable<RawRow>): Stepwise<CatalogTree> {
  const violations = new Violations();
  const cities = new Places('город', violations);
  const counties = new Places('район', violations);
  const districts = new Places('квартал', violations);
  for (const raw of rows) {
    yield;
    const row = catalogRow(raw);
    const city = cities.take(row.city, null, true);
    const county = counties.take(row.county, city, false);
    districts.take(row.district, county, false);
  }
  for (const places of [cities, counties, districts]) places.checkNames();
  const sorted: City[] = [];
  for (const city of cities.all().sort(byName)) {
    yield;
    sorted.push(cityOf(city));
  }
  return { cities: sorted, findings: violations.findings() };
}

const collator = new Intl.Collator('tr', { numeric: true });
const byName = (a: Node, b: Node) => collator.compare(a.name ?? '', b.name ?? '') || a.id - b.id;

function cityOf({ id, name, children = [] }: Node): City {
  return { id, name: name ?? '', counties: children.sort(byName).map(countyOf) };
}

function countyOf({ id, name, children = [] }: Node): County {
  const districts = children
    .sort(byName)
    .map((child) => ({ id: child.id, name: child.name ?? '' }));
  return { id, name: name ?? '', districts };
}
