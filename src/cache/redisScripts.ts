/**
 * The Lua that moves pointers. Redis runs each script as one step, so a pointer is never seen between
 * two states. Numbers cross as text: Lua would print milliseconds as 1.7e+12.
 *
 * A pointer is a hash {sequence, version ('' after a purge), contentHash, checkedAt, pinned ('1' or '0'),
 * fence (greatest sequence of a load that was accepted)}; versions is a hash version → JSON StoredVersion.
 * The clock is the last sequence given and, as a fraction, microseconds of when. It goes on with every move of a pointer:
 * while it stands still, none has moved; and one that was lost does not come by the same value again.
 */
const HELPERS = `
local function text(number) return string.format('%.0f', number) end
local function field(key, name) return redis.call('HGET', key, name) or '' end
local function number(key, name) return tonumber(field(key, name)) or 0 end

local function next_sequence(clock, floor)
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local last = math.floor(tonumber(redis.call('GET', clock) or '0'))
  local sequence = math.max(now, last + 1, floor + 1)
  redis.call('SET', clock, text(sequence) .. string.format('.%03d', time[2] % 1000))
  return sequence
end

local function stored(versions)
  local list = {}
  for _, json in ipairs(redis.call('HVALS', versions)) do list[#list + 1] = cjson.decode(json) end
  table.sort(list, function(a, b) return a.sequence > b.sequence end)
  return list
end

local function point(pointer, sequence, entry, pinned)
  redis.call('HSET', pointer, 'sequence', text(sequence), 'version', entry.version,
    'contentHash', entry.contentHash, 'checkedAt', text(entry.checkedAt), 'pinned', pinned)
end

local function announce(channel, dataset, sequence)
  redis.call('PUBLISH', channel, '{"dataset":' .. cjson.encode(dataset) .. ',"sequence":' .. text(sequence) .. '}')
end
`;

/** KEYS clock. ARGV floor. Returns the sequence as text. */
export const NEXT_SEQUENCE = `${HELPERS}
return text(next_sequence(KEYS[1], tonumber(ARGV[1])))
`;

/**
 * KEYS clock, pointer … (one per dataset). ARGV bytes-key prefix … (one per dataset).
 * Returns {clock or '', {rows of fields, or false}}.
 */
export const READ_POINTERS = `
local rows = {}
for index = 1, #ARGV do
  local row = redis.call('HMGET', KEYS[index + 1], 'sequence', 'version', 'contentHash', 'checkedAt', 'pinned')
  if row[1] then
    row[6] = redis.call('EXISTS', ARGV[index] .. row[2])
    rows[index] = row
  else
    rows[index] = false
  end
end
return {redis.call('GET', KEYS[1]) or '', rows}
`;

/** KEYS pointer. ARGV bytes-key prefix. Returns {pointer fields, length of the bytes}, or false. */
export const READ_CURRENT = `
local row = redis.call('HMGET', KEYS[1], 'sequence', 'version', 'contentHash', 'checkedAt', 'pinned')
if not row[1] then return false end
local length = redis.call('STRLEN', ARGV[1] .. row[2])
row[6] = length > 0 and 1 or 0
return {row, length}
`;

/**
 * KEYS pointer, versions, clock, bytes of the version.
 * ARGV version as JSON, bytes-key prefix, versions to keep, channel, dataset.
 * Returns published | held | superseded | missing. Announces when the pointer moved.
 */
export const PUBLISH = `${HELPERS}
local entry = cjson.decode(ARGV[1])
local pinned = field(KEYS[1], 'pinned') == '1'
local first = math.max(number(KEYS[1], 'fence'), pinned and 0 or number(KEYS[1], 'sequence'))
if redis.call('EXISTS', KEYS[4]) == 0 then return 'missing' end
if entry.sequence <= first then return 'superseded' end

next_sequence(KEYS[3], entry.sequence)
redis.call('PERSIST', KEYS[4])
redis.call('HSET', KEYS[2], entry.version, ARGV[1])
redis.call('HSET', KEYS[1], 'fence', text(entry.sequence))
if not pinned then point(KEYS[1], entry.sequence, entry, '0') end

local current = field(KEYS[1], 'version')
local room = tonumber(ARGV[3]) - 1
for _, old in ipairs(stored(KEYS[2])) do
  if old.version ~= current then
    if room > 0 then
      room = room - 1
    else
      redis.call('HDEL', KEYS[2], old.version)
      redis.call('DEL', ARGV[2] .. old.version)
    end
  end
end
if pinned then return 'held' end
announce(ARGV[4], ARGV[5], entry.sequence)
return 'published'
`;

/**
 * KEYS pointer, versions, clock. ARGV sequence, contentHash, checkedAt, bytes-key prefix, channel, dataset.
 * Returns confirmed | superseded | missing | changed. Announces when the pointer moved.
 */
export const CONFIRM = `${HELPERS}
local sequence = tonumber(ARGV[1])
local newest = stored(KEYS[2])[1]
if not newest or newest.contentHash ~= ARGV[2] then return 'changed' end
local pinned = field(KEYS[1], 'pinned') == '1'
local first = math.max(number(KEYS[1], 'fence'), pinned and 0 or number(KEYS[1], 'sequence'))
if sequence <= first then return 'superseded' end
if redis.call('EXISTS', ARGV[4] .. newest.version) == 0 then return 'missing' end

next_sequence(KEYS[3], sequence)
newest.checkedAt = tonumber(ARGV[3])
redis.call('HSET', KEYS[2], newest.version, cjson.encode(newest))
redis.call('HSET', KEYS[1], 'fence', text(sequence))
if not pinned then
  point(KEYS[1], sequence, newest, '0')
  announce(ARGV[5], ARGV[6], sequence)
end
return 'confirmed'
`;

/**
 * KEYS pointer, versions, clock. ARGV version ('' for the one before the current), bytes-key prefix, channel, dataset.
 * Returns 1, or 0 when there is no such version with bytes.
 */
export const ROLLBACK = `${HELPERS}
local current = field(KEYS[1], 'version')
local target, passed = nil, false
for _, entry in ipairs(stored(KEYS[2])) do
  if redis.call('EXISTS', ARGV[2] .. entry.version) == 1 then
    if ARGV[1] == entry.version or (ARGV[1] == '' and passed and not target) then target = entry end
  end
  if entry.version == current then passed = true end
end
if not target then return 0 end
local sequence = next_sequence(KEYS[3], number(KEYS[1], 'sequence'))
point(KEYS[1], sequence, target, '1')
announce(ARGV[3], ARGV[4], sequence)
return 1
`;

/** KEYS pointer, versions, clock. ARGV bytes-key prefix, channel, dataset. Returns 1, or 0 when not pinned. */
export const UNPIN = `${HELPERS}
if field(KEYS[1], 'pinned') ~= '1' then return 0 end
for _, entry in ipairs(stored(KEYS[2])) do
  if redis.call('EXISTS', ARGV[1] .. entry.version) == 1 then
    local sequence = next_sequence(KEYS[3], number(KEYS[1], 'sequence'))
    point(KEYS[1], sequence, entry, '0')
    announce(ARGV[2], ARGV[3], sequence)
    return 1
  end
end
next_sequence(KEYS[3], 0)
redis.call('HSET', KEYS[1], 'pinned', '0')
return 1
`;

/** KEYS pointer, versions, clock. ARGV bytes-key prefix, channel, dataset. */
export const PURGE = `${HELPERS}
for _, version in ipairs(redis.call('HKEYS', KEYS[2])) do redis.call('DEL', ARGV[1] .. version) end
redis.call('DEL', KEYS[2])
local sequence = next_sequence(KEYS[3], number(KEYS[1], 'sequence'))
redis.call('HSET', KEYS[1], 'sequence', text(sequence), 'fence', text(sequence), 'version', '',
  'contentHash', '', 'checkedAt', '0', 'pinned', '0')
announce(ARGV[2], ARGV[3], sequence)
return 1
`;

/**
 * KEYS lock. ARGV holder, what holders of its instance begin with, ms.
 * Returns 1 when the holder has the lock, now for so many ms, or 0 when another instance has it.
 */
export const HOLD_LOCK = `
local holder = redis.call('GET', KEYS[1])
if holder and string.sub(holder, 1, #ARGV[2]) ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1
`;

/** KEYS lock. ARGV holder. Returns 1 when the holder had the lock. */
export const RELEASE_LOCK = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`;
