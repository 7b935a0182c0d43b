import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32, gunzip, gunzipSync, gzipSync } from 'node:zlib';
import { paced, type Stepwise } from '../stepwise.ts';
import type { Content, DatasetId } from './dataset.ts';

/** A blob is: these bytes, CRC-32 of all that follows, length of the header, header, packed parts. */
const MAGIC = Buffer.from('SNAPSHT1');
const LENGTH_AT = MAGIC.length + 4;
const PREAMBLE_BYTES = LENGTH_AT + 4;
const SECTION_PART_BYTES = 256 * 1024;
const decompress = promisify(gunzip);

/** What a snapshot says of itself. */
export interface SnapshotHeader {
  dataset: DatasetId;
  /** Printable and unique. */
  version: string;
  /** Equal content has an equal hash, whenever it was built. */
  contentHash: string;
  rows: number;
  /** When the snapshot was built, ms since 1970. */
  builtAt: number;
  /** The state of the database it shows, e.g. `revision 12`. */
  source: string;
}

/** One answer, ready to be sent. */
export interface SnapshotDocument {
  path: string;
  gzip: Buffer;
  /** Weak, because the gzip and the plain form share it. */
  etag: string;
  /** Length of the plain form in bytes. */
  plainBytes: number;
}

type DocumentEntry = [
  path: string,
  offset: number,
  length: number,
  plainBytes: number,
  hash: string,
];
type SectionEntry = [name: string, offset: number, length: number];

interface Layout extends SnapshotHeader {
  documents: DocumentEntry[];
  sections: SectionEntry[];
}

/** Content that is serialised, compressed and hashed, but not yet a version. */
export interface PackedContent {
  contentHash: string;
  documents: { path: string; gzip: Buffer; plainBytes: number; hash: string }[];
  sections: { name: string; gzip: Buffer }[];
}

/** Bytes that are not a whole snapshot. */
export class CorruptSnapshotError extends Error {
  override readonly name = 'CorruptSnapshotError';
}

/** One immutable version of a dataset: a blob, sliced without parsing or unpacking its documents. */
export class Snapshot {
  readonly header: SnapshotHeader;
  readonly blob: Buffer;
  readonly #documents = new Map<string, SnapshotDocument>();
  readonly #sections = new Map<string, Buffer>();

  /** @throws CorruptSnapshotError when the bytes are cut short, damaged or not a snapshot */
  constructor(blob: Buffer) {
    const { documents, sections, ...header } = readLayout(blob);
    this.header = header;
    this.blob = blob;
    for (const [path, offset, length, plainBytes, hash] of documents) {
      const etag = `W/"${hash}"`;
      const gzip = blob.subarray(offset, offset + length);
      this.#documents.set(path, { path, gzip, etag, plainBytes });
    }
    for (const [name, offset, length] of sections) {
      this.#sections.set(name, blob.subarray(offset, offset + length));
    }
  }

  document(path: string): SnapshotDocument | undefined {
    return this.#documents.get(path);
  }

  documents(): Iterable<SnapshotDocument> {
    return this.#documents.values();
  }

  paths(): Iterable<string> {
    return this.#documents.keys();
  }

  /** The parsed body of a document; unpacks it, so not for the read path. */
  body(path: string): unknown {
    const document = this.#documents.get(path);
    return document && (JSON.parse(gunzipSync(document.gzip).toString()) as unknown);
  }

  /** The bytes of an opaque section, unpacked. */
  async section(name: string): Promise<Buffer | undefined> {
    const packed = this.#sections.get(name);
    return packed && (await decompress(packed, { chunkSize: SECTION_PART_BYTES }));
  }
}

function readLayout(blob: Buffer): Layout {
  if (blob.length < PREAMBLE_BYTES || !blob.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new CorruptSnapshotError('bytes do not begin like a snapshot');
  }
  if (crc32(blob.subarray(LENGTH_AT)) !== blob.readUInt32LE(MAGIC.length)) {
    throw new CorruptSnapshotError(`snapshot of ${blob.length} bytes is cut short or damaged`);
  }
  const end = PREAMBLE_BYTES + blob.readUInt32LE(LENGTH_AT);
  const layout = JSON.parse(blob.subarray(PREAMBLE_BYTES, end).toString()) as Layout;
  const shifted = <Entry extends DocumentEntry | SectionEntry>(entry: Entry): Entry =>
    entry.with(1, entry[1] + end) as Entry;
  return {
    ...layout,
    documents: layout.documents.map(shifted),
    sections: layout.sections.map(shifted),
  };
}

function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

function* packDocuments(
  documents: readonly (readonly [path: string, body: unknown])[],
): Stepwise<PackedContent['documents']> {
  const packed = [];
  for (const [path, body] of documents) {
    yield;
    const plain = Buffer.from(JSON.stringify(body));
    const gzip = trimmed(gzipSync(plain));
    packed.push({ path, gzip, plainBytes: plain.length, hash: hashOf(plain) });
  }
  return packed;
}

/** In parts that are packed one after another: gunzip takes them for one. */
function* packSection(bytes: Uint8Array): Stepwise<Buffer> {
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length || start === 0; start += SECTION_PART_BYTES) {
    yield;
    parts.push(gzipSync(bytes.subarray(start, start + SECTION_PART_BYTES)));
  }
  return Buffer.concat(parts);
}

/** The same bytes in memory of their own: zlib gives the beginning of 16 KB, and small copies share 64 KB. */
function trimmed(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

/** Serialises, compresses and hashes content; equal content packs to an equal hash. */
export async function packContent({ documents, sections = {} }: Content): Promise<PackedContent> {
  const byName = (a: readonly [string, unknown], b: readonly [string, unknown]) =>
    a[0] < b[0] ? -1 : 1;
  const packedDocuments = await paced(packDocuments([...documents].sort(byName)));
  const hash = createHash('sha256');
  for (const document of packedDocuments) hash.update(`${document.path}\n${document.hash}\n`);
  const packedSections = [];
  for (const [name, bytes] of Object.entries(sections).sort(byName)) {
    hash.update(`${name}\n${hashOf(bytes)}\n`);
    packedSections.push({ name, gzip: await paced(packSection(bytes)) });
  }
  return {
    contentHash: hash.digest('base64url').slice(0, 22),
    documents: packedDocuments,
    sections: packedSections,
  };
}

/** A printable, unique version from its sequence and content, e.g. `20261123T013000.123Z-Yk3fQz81`. */
export function versionOf(sequence: number, contentHash: string): string {
  const moment = new Date(sequence).toISOString().replaceAll(/[-:]/g, '');
  return `${moment}-${contentHash.slice(0, 8)}`;
}

/** Makes packed content a version. */
export function sealSnapshot(
  packed: PackedContent,
  header: Omit<SnapshotHeader, 'contentHash'>,
): Snapshot {
  const parts: Buffer[] = [];
  let offset = 0;
  const place = (bytes: Buffer): [number, number] => {
    const at = offset;
    parts.push(bytes);
    offset += bytes.length;
    return [at, bytes.length];
  };
  const layout: Layout = {
    ...header,
    contentHash: packed.contentHash,
    documents: packed.documents.map((document) => [
      document.path,
      ...place(document.gzip),
      document.plainBytes,
      document.hash,
    ]),
    sections: packed.sections.map(({ name, gzip }) => [name, ...place(gzip)]),
  };
  const headerBytes = Buffer.from(JSON.stringify(layout));
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  MAGIC.copy(preamble);
  preamble.writeUInt32LE(headerBytes.length, LENGTH_AT);
  const blob = Buffer.concat([preamble, headerBytes, ...parts]);
  blob.writeUInt32LE(crc32(blob.subarray(LENGTH_AT)), MAGIC.length);
  return new Snapshot(blob);
}
