import fc from 'fast-check';
import { ACTIONS } from '../../../src/bot/actions.ts';
import { ADMIN_ACTIONS } from '../../../src/bot/admin/actions.ts';

export type Json = Record<string, unknown>;

const HUGE = 2 ** 52;

/** Texts and names somebody may write in order to do harm, or without meaning any. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom('\ud800', '\udc00', 'a', '😀', '\u202e', '\0'),
    maxLength: 20,
  }),
  fc.constantFrom(
    '',
    ' ',
    'я'.repeat(4_096),
    '👨‍👩‍👧‍👦'.repeat(300),
    '\u202e'.repeat(4_000),
    '\u2066مرحبا\u2069 \u200fשלום',
    'e\u0301'.repeat(2_000),
    '<b>x</b><a href="tg://user?id=1">y</a>&lt;',
    '<script>alert(1)</script>',
    '*a* _b_ `c` ~d~ ||e|| [f](http://g.h) \\*',
    '```\n',
    '\0\u0001\u001b[31m',
    '\ud83d',
    'a\udc00b',
    '$&$`$1%s{name}{ $name }',
    "'; drop table users; --",
    '__proto__',
    'constructor',
    'Alanya',
    'Аланья',
    'yeni',
    '{"level":60}\n{"level":60}',
    '\r\n\r\n',
    '\u2028\u2029',
  ),
);
const command = fc
  .tuple(
    fc.constantFrom(
      '/start',
      '/help',
      '/language',
      '/privacy',
      '/delete_me',
      '/clearcache',
      '/rollback',
      '/',
      '/nonsense',
      '/start@somebody',
      '//',
    ),
    fc.oneof(hostile, fc.constantFrom('place_1_7', 'place_1_7_101', `place_${HUGE}`, 'place_-1')),
  )
  .map(([name, rest]) => `${name} ${rest}`);
const text = fc.oneof(hostile, command);

const number = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.maxSafeInteger(),
  fc.constantFrom(HUGE, -HUGE, 0, -0, 1.5, 1e308),
);
/** Of a wrong type wherever it stands. */
const anything = fc.oneof(
  { depthSize: 'small' },
  fc.jsonValue({ maxDepth: 2 }),
  number,
  fc.constantFrom(null, true, [], {}, [[]], { id: {} }, { toString: 1 }, { length: -1 }),
);

const value = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }).map((one) => one.toString(36)),
  fc.constantFrom('', '-1', 'zzzzzzzzzzz', 'zzzzzzzzzzzz', 'yes', 'no', 'ru', 'xx', '1.5', '<b>'),
);
const data = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...Object.values(ACTIONS), ...Object.values(ADMIN_ACTIONS), '', '__proto__'),
      fc.array(value, { maxLength: 6 }),
    )
    .map(([action, values]) => [action, ...values].join(':')),
  hostile,
  fc.constantFrom('x'.repeat(64), ':'.repeat(64), 'я'.repeat(32), '\0'),
);

const entities = fc.array(
  fc.record({
    type: fc.constantFrom('bot_command', 'bold', 'text_link', 'mention', 'x'),
    offset: number,
    length: number,
  }),
  { maxLength: 4 },
);
const rightEntities = fc.constant([{ type: 'bot_command', offset: 0, length: 6 }]);

const content = fc.oneof(
  { weight: 6, arbitrary: fc.record({ text, entities: rightEntities }) },
  { weight: 3, arbitrary: fc.record({ text }) },
  { weight: 2, arbitrary: fc.record({ text, entities }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'photo',
          'sticker',
          'voice',
          'location',
          'document',
          'poll',
          'dice',
          'game',
          'invoice',
          'pinned_message',
          'new_chat_members',
          'left_chat_member',
          'web_app_data',
          'successful_payment',
          'reply_to_message',
          'via_bot',
          'unheard_of',
        ),
        anything,
      )
      .map(([kind, given]) => ({ [kind]: given })),
  },
);

export interface Talker {
  id: number;
}

/** The updates of people with hostile names and texts, as a server that is right would send them. */
function wellFormed(talkers: readonly Talker[]) {
  const id = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...talkers).map((one) => one.id) },
    { weight: 1, arbitrary: fc.constantFrom(HUGE, -HUGE, HUGE - 1, 1, -1) },
  );
  const parties = fc
    .record({
      id,
      first_name: hostile,
      last_name: fc.option(hostile, { nil: undefined }),
      username: fc.option(hostile, { nil: undefined }),
      language_code: fc.constantFrom('ru', 'en', 'tr-TR', '', 'x', '\ud800', undefined),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant('private') },
        { weight: 1, arbitrary: fc.constantFrom('group', 'supergroup', 'channel') },
      ),
    })
    .map(({ type, ...from }) => ({
      from: { ...from, is_bot: false },
      chat: { id: from.id, type, first_name: from.first_name },
    }));
  const messageId = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(0, HUGE));
  const message = fc
    .tuple(parties, messageId, content)
    .map(([{ from, chat }, message_id, rest]) => ({
      message: { message_id, from, chat, date: 1, ...rest },
    }));
  const press = fc
    .tuple(parties, messageId, data, fc.bigInt({ min: 0n, max: 2n ** 63n }))
    .map(([{ from, chat }, message_id, data, query]) => ({
      callback_query: {
        id: `${query}`,
        from,
        chat_instance: '1',
        data,
        message: { message_id, chat, date: 0 },
      },
    }));
  const membership = fc
    .tuple(parties, fc.constantFrom('kicked', 'member', 'left', 'x'))
    .map(([{ from, chat }, status]) => ({
      my_chat_member: {
        from,
        chat,
        date: 1,
        old_chat_member: { status: 'member' },
        new_chat_member: { status },
      },
    }));
  return fc.oneof(
    { weight: 6, arbitrary: message },
    { weight: 4, arbitrary: press },
    { weight: 1, arbitrary: membership },
  ) as fc.Arbitrary<Json>;
}

const KINDS = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'business_connection',
  'business_message',
  'edited_business_message',
  'deleted_business_messages',
  'message_reaction',
  'message_reaction_count',
  'inline_query',
  'chosen_inline_result',
  'callback_query',
  'shipping_query',
  'pre_checkout_query',
  'purchased_paid_media',
  'poll',
  'poll_answer',
  'my_chat_member',
  'chat_member',
  'chat_join_request',
  'chat_boost',
  'removed_chat_boost',
  'not_of_this_world',
];

/** Replaces one field, however deep, by something of any type; or drops it. */
function damaged(update: Json, choice: number, by: unknown): Json {
  const copy = structuredClone(update);
  const places: [Json, string][] = [];
  const walk = (inside: Json) => {
    for (const [name, given] of Object.entries(inside)) {
      places.push([inside, name]);
      if (typeof given === 'object' && given !== null) walk(given as Json);
    }
  };
  walk(copy);
  const [inside, name] = places[choice % places.length] ?? [copy, 'message'];
  inside[name] = by;
  return copy;
}

/** Whatever may come instead of what should: right in shape, damaged somewhere, or of any shape and kind. */
export function badUpdate(talkers: readonly Talker[]): fc.Arbitrary<Json> {
  const right = wellFormed(talkers);
  const wrong = fc
    .tuple(right, fc.nat(1_000), fc.oneof(anything, hostile))
    .map(([update, choice, by]) => damaged(update, choice, by));
  const odd = fc
    .tuple(fc.constantFrom(...KINDS), fc.oneof(anything, right))
    .map(([kind, given]) => ({ [kind]: given }));
  return fc.oneof(
    { weight: 5, arbitrary: right },
    { weight: 4, arbitrary: wrong },
    { weight: 2, arbitrary: odd },
  );
}
