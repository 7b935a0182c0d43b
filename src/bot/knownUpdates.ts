import { z } from 'zod';

const id = z.number().int();
const from = z.object({
  id,
  first_name: z.string(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.object({ id, type: z.enum(['private', 'group', 'supergroup', 'channel']) });
const message = z.object({
  message_id: id,
  chat,
  from: from.optional(),
  text: z.string().optional(),
  entities: z
    .array(z.object({ type: z.string(), offset: z.number(), length: z.number() }))
    .optional(),
});

/** The updates the bot answers, as far as it reads them; all else is let go. */
const knownUpdate = z.union([
  z.object({ update_id: id, message }),
  z.object({
    update_id: id,
    callback_query: z.object({
      id: z.string(),
      from,
      data: z.string().optional(),
      message: z.object({ message_id: id, chat }).optional(),
    }),
  }),
  z.object({
    update_id: id,
    inline_query: z.object({ id: z.string(), from, query: z.string() }),
  }),
  z.object({
    update_id: id,
    my_chat_member: z.object({ chat, from, new_chat_member: z.object({ status: z.string() }) }),
  }),
]);

/** The kinds Telegram is asked for. */
export const ANSWERED_UPDATES = [
  'message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** Whether an update has the shape of one the bot answers: whatever else comes cannot harm it. */
export function isKnownUpdate(update: unknown): boolean {
  return knownUpdate.safeParse(update).success;
}
