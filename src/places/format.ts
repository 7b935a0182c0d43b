import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import { packNumbers, unpackNumbers } from './packing.ts';
import type { Stepwise } from '../stepwise.ts';

/**
 * The content of an index, as columns that are ready to be scanned.
 *
 * - Words: the distinct phonetic words of all names, ascending by their UTF-8 bytes; word w is
 *   `wordBytes[wordStarts[w] … wordStarts[w + 1]]`.
 * - Names: the distinct names, ascending by folded text, so that a name's number is its alphabetical rank; name n is
 *   `nameText[nameStarts[n] … nameStarts[n + 1]]` (UTF-16) and consists of the words
 *   `nameWords[nameWordStarts[n] … nameWordStarts[n + 1]]`.
 * - Places: the country first, every place directly before its descendants; `levels` 0 country … 3 district.
 * - Other names of a place, as pairs of place and name.
 */
export interface PlaceColumns {
  wordBytes: Uint8Array;
  wordStarts: Uint32Array;
  nameText: string;
  nameStarts: Uint32Array;
  nameWords: Uint32Array;
  nameWordStarts: Uint32Array;
  levels: Uint8Array;
  names: Uint32Array;
  ids: Float64Array;
  otherNames: [place: number, name: number][];
}

/** Columns of whole numbers, and whether their neighbours' differences compress better than they do. */
const NUMBER_COLUMNS = {
  wordStarts: { deltas: true },
  nameStarts: { deltas: true },
  nameWords: { deltas: false },
  nameWordStarts: { deltas: true },
  names: { deltas: true },
} as const;

type NumberColumn = keyof typeof NUMBER_COLUMNS;
const NUMBER_COLUMN_NAMES = Object.keys(NUMBER_COLUMNS) as NumberColumn[];

type PackedColumns = Omit<PlaceColumns, NumberColumn | 'nameText'> &
  Record<NumberColumn | 'nameText', Uint8Array>;

/** The bytes are not a place index this version of the program can read. */
export class PlaceIndexError extends Error {
  override name = 'PlaceIndexError';
  readonly code = 'PLACE_INDEX_UNREADABLE';
}

const MAGIC = 'PLACES';
const VERSION = 1;
/** Magic (6 bytes), version (2), CRC-32 of the rest (4). */
const HEADER_BYTES = 12;

/** Columns as bytes, equal for equal columns. */
export function* encodeColumns(columns: PlaceColumns): Stepwise<Uint8Array> {
  const packed: Partial<PackedColumns> = {};
  for (const column of NUMBER_COLUMN_NAMES) {
    yield;
    packed[column] = packNumbers(columns[column], NUMBER_COLUMNS[column]);
  }
  yield;
  const content = serialize({
    ...columns,
    nameText: Buffer.from(columns.nameText),
    ...packed,
  });
  yield;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 'latin1');
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt32LE(crc32(content), 8);
  // A plain array: slice() of a Buffer would share its memory, which no receiver of a Uint8Array expects.
  return new Uint8Array(Buffer.concat([header, content]));
}

/**
 * The columns in the bytes, which are not kept.
 * @throws {PlaceIndexError} if the bytes are something else, of another version, cut short or damaged.
 */
export function* decodeColumns(bytes: Uint8Array): Stepwise<PlaceColumns> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.length < HEADER_BYTES || all.toString('latin1', 0, 6) !== MAGIC) {
    throw new PlaceIndexError('These bytes are not a place index');
  }
  const version = all.readUInt16LE(6);
  if (version !== VERSION) {
    throw new PlaceIndexError(`Place index has format ${version}, this program reads ${VERSION}`);
  }
  const content = all.subarray(HEADER_BYTES);
  if (crc32(content) !== all.readUInt32LE(8)) {
    throw new PlaceIndexError('Place index is cut short or damaged: its checksum does not match');
  }
  yield;
  const packed = deserialize(content) as PackedColumns;
  const unpacked: Partial<Pick<PlaceColumns, NumberColumn>> = {};
  for (const column of NUMBER_COLUMN_NAMES) {
    yield;
    unpacked[column] = unpackNumbers(packed[column], NUMBER_COLUMNS[column]);
  }
  yield;
  return {
    ...packed,
    ...(unpacked as Pick<PlaceColumns, NumberColumn>),
    // `deserialize` gives views of the bytes: copies let those be freed.
    wordBytes: packed.wordBytes.slice(),
    levels: packed.levels.slice(),
    ids: packed.ids.slice(),
    nameText: textOf(packed.nameText),
  };
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString();
}
