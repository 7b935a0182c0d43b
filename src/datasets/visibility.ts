import type { DatasetId } from '../cache/dataset.ts';
import type { Reader } from '../cache/reader.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import { catalogId } from './catalog.ts';
import { countriesIn } from './catalogue.ts';
import { COUNTRIES } from './countries.ts';
import { marketId } from './market.ts';

/** Which datasets only admins may see: those of disabled countries. */
export interface Visibility {
  /** From memory; undefined while the list of countries is not there. */
  isHidden(dataset: DatasetId): boolean | undefined;
  /** As isHidden, getting the list of countries if need be; errors as Reader.read. */
  findHidden(dataset: DatasetId): Promise<boolean>;
}

export function createVisibility(reader: Reader): Visibility {
  const hiddenIn = new WeakMap<Snapshot, Set<DatasetId>>();
  const hidden = (root: Snapshot) => {
    let known = hiddenIn.get(root);
    if (known === undefined) {
      known = new Set(
        countriesIn(root)
          .filter(({ enabled }) => !enabled)
          .flatMap(({ id }) => [catalogId(id), marketId(id)]),
      );
      hiddenIn.set(root, known);
    }
    return known;
  };
  return {
    isHidden(dataset) {
      const root = reader.held(COUNTRIES);
      return root && hidden(root.snapshot).has(dataset);
    },
    async findHidden(dataset) {
      const root = await reader.hold(COUNTRIES);
      return root !== undefined && hidden(root.held.snapshot).has(dataset);
    },
  };
}
