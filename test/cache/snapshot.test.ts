import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Content } from '../../src/cache/dataset.ts';
import {
  CorruptSnapshotError,
  packContent,
  sealSnapshot,
  Snapshot,
  versionOf,
} from '../../src/cache/snapshot.ts';

const SEQUENCE = 1_763_857_412_345;

async function snapshotOf(content: Content, sequence = SEQUENCE): Promise<Snapshot> {
  const packed = await packContent(content);
  return sealSnapshot(packed, {
    dataset: 'shelf/1',
    version: versionOf(sequence, packed.contentHash),
    rows: 3,
    builtAt: sequence,
    source: 'revision 7',
  });
}

const content = (documents: Record<string, unknown>, sections?: Record<string, Uint8Array>) => ({
  documents: new Map(Object.entries(documents)),
  ...(sections && { sections }),
});

const SMALL = content(
  { '/a': { name: 'Кадыкёй' }, '/b': [1, 2, 3] },
  { index: Buffer.from([0, 255, 1, 254]) },
);

describe('a snapshot', () => {
  test('gives back every document and section it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.webPath(), fc.jsonValue(), { noNullPrototype: true }),
        fc.dictionary(fc.string(), fc.uint8Array(), { noNullPrototype: true }),
        async (documents, sections) => {
          const made = await snapshotOf(content(documents, sections));
          const read = new Snapshot(Buffer.from(made.blob));
          const bodies = [...read.paths()].map((path) => [path, read.body(path)]);
          expect(Object.fromEntries(bodies)).toEqual(
            JSON.parse(JSON.stringify(documents)) as unknown,
          );
          for (const [name, bytes] of Object.entries(sections)) {
            expect(await read.section(name)).toEqual(Buffer.from(bytes));
          }
          expect(read.header).toEqual(made.header);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('says what it is in its header', async () => {
    const { header } = await snapshotOf(SMALL);
    expect(header).toEqual({
      dataset: 'shelf/1',
      version: `20251123T002332.345Z-${header.contentHash.slice(0, 8)}`,
      contentHash: expect.stringMatching(/^[\w-]{22}$/),
      rows: 3,
      builtAt: SEQUENCE,
      source: 'revision 7',
    });
  });

  test('hands out its packed documents as slices of the blob', async () => {
    const snapshot = await snapshotOf(SMALL);
    const document = snapshot.document('/a');
    const plain = JSON.stringify({ name: 'Кадыкёй' });
    expect(document?.gzip.buffer).toBe(snapshot.blob.buffer);
    expect(gunzipSync(document?.gzip ?? '').toString()).toBe(plain);
    expect(document?.plainBytes).toBe(Buffer.byteLength(plain));
    expect(document?.etag).toMatch(/^W\/"[\w-]{22}"$/);
  });

  test('has nothing where nothing was put', async () => {
    const snapshot = await snapshotOf(content({}));
    expect([...snapshot.documents()]).toEqual([]);
    expect(snapshot.document('/a')).toBeUndefined();
    expect(snapshot.body('/a')).toBeUndefined();
    expect(await snapshot.section('index')).toBeUndefined();
  });

  test('carries a document of several megabytes', async () => {
    const rows = Array.from({ length: 200_000 }, (_, id) => ({ id, name: `улица ${id}` }));
    const snapshot = new Snapshot((await snapshotOf(content({ '/all': rows }))).blob);
    expect(snapshot.document('/all')?.plainBytes).toBeGreaterThan(5_000_000);
    expect(snapshot.body('/all')).toEqual(rows);
  });
});

describe('the content hash', () => {
  test('is the same for equal content built at another time and in another order', async () => {
    const one = await snapshotOf(content({ '/a': 1, '/b': 2 }), SEQUENCE);
    const other = await snapshotOf(content({ '/b': 2, '/a': 1 }), SEQUENCE + 1);
    expect(other.header.contentHash).toBe(one.header.contentHash);
    expect(other.header.version).not.toBe(one.header.version);
  });

  test.each([
    ['a value', content({ '/a': 2 })],
    ['a path', content({ '/b': 1 })],
    ['a further document', content({ '/a': 1, '/b': 1 })],
    ['a section', content({ '/a': 1 }, { index: Buffer.from('x') })],
  ])('differs when %s differs', async (_, changed) => {
    const { header } = await snapshotOf(content({ '/a': 1 }));
    expect((await snapshotOf(changed)).header.contentHash).not.toBe(header.contentHash);
  });

  test("gives each document an ETag of that document's own content", async () => {
    const one = await snapshotOf(content({ '/a': 1, '/b': 2 }));
    const other = await snapshotOf(content({ '/a': 1, '/b': 3 }));
    expect(other.document('/a')?.etag).toBe(one.document('/a')?.etag);
    expect(other.document('/b')?.etag).not.toBe(one.document('/b')?.etag);
  });
});

describe('bytes that are not a whole snapshot are refused', () => {
  test('when they are cut short anywhere', async () => {
    const { blob } = await snapshotOf(SMALL);
    for (let length = 0; length < blob.length; length += 1) {
      expect(() => new Snapshot(blob.subarray(0, length))).toThrow(CorruptSnapshotError);
    }
  });

  test('when any one bit of them is flipped', async () => {
    const { blob } = await snapshotOf(SMALL);
    for (let bit = 0; bit < blob.length * 8; bit += 1) {
      const damaged = Buffer.from(blob);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => new Snapshot(damaged), `bit ${bit}`).toThrow(CorruptSnapshotError);
    }
  });

  test('when they are something else altogether, or followed by something else', async () => {
    const { blob } = await snapshotOf(SMALL);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        expect(() => new Snapshot(Buffer.from(bytes))).toThrow(CorruptSnapshotError);
        expect(() => new Snapshot(Buffer.concat([blob, bytes]))).toThrow(CorruptSnapshotError);
      }),
    );
  });
});
