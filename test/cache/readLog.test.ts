import { beforeEach, describe, expect, test } from 'vitest';
import { ReadLog } from '../../src/cache/readLog.ts';
import { recordingLog } from '../support/logs.ts';

const LINE = '🚀 Данные стран получены из кэша';

describe('the log of reads', () => {
  let now: number;
  let output: ReturnType<typeof recordingLog>;
  let readLog: ReadLog;

  beforeEach(() => {
    now = 0;
    output = recordingLog();
    readLog = new ReadLog(output.log, () => now);
  });

  function read(source: 'memory' | 'redis' | 'database' | 'off', times = 1) {
    for (let count = 0; count < times; count += 1) readLog.count(source);
  }

  test('says at the first read that it came from the cache', () => {
    read('redis');
    expect(output.lines).toMatchObject([{ msg: LINE, source: 'redis', count: 1 }]);
  });

  test('says so again at most once a minute, with the reads since', () => {
    read('memory', 500);
    now = 59_999;
    read('memory', 500);
    expect(output.lines).toHaveLength(1);
    now = 60_000;
    read('memory');
    expect(output.lines[1]).toMatchObject({ msg: LINE, source: 'memory', count: 1_000 });
  });

  test('says so at once when the source changes', () => {
    read('redis');
    read('memory', 3);
    read('database', 3);
    read('memory', 3);
    expect(output.lines.map(({ source }) => source)).toEqual(['redis', 'memory', 'memory']);
  });

  test('does not call the database a cache', () => {
    read('database', 5);
    read('off', 5);
    expect(output.lines).toEqual([]);
  });
});
