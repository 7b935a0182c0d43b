import type { Redis } from 'ioredis';

export interface AnnouncementsDependencies {
  /** A connection for commands that resubscribes to nothing by itself. */
  commands: Redis;
  /** Opens a connection that does nothing but hear. */
  openOwn: () => Redis;
}

/** Hears messages of channels, on the connection of the commands where the server lets it do both. */
export interface Announcements {
  /** Calls back with each message of a channel, whenever Redis is there, until the result is called. */
  hear: (channel: string, listener: (message: string) => void) => () => void;
  close(): void;
}

/**
 * By RESP3, which Redis speaks since version 6, a connection that hears can still be asked. By RESP2, which some
 * services keep to, it could not: then one more connection is opened.
 */
export function createAnnouncements({
  commands,
  openOwn,
}: AnnouncementsDependencies): Announcements {
  const channels = new Set<string>();
  const listeners = new Set<(channel: string, message: string) => void>();
  const dispatch = (channel: string, message: string) => {
    for (const listener of listeners) listener(channel, message);
  };
  let own: Redis | undefined;

  const listen = async () => {
    if (channels.size === 0) return;
    if (own === undefined && !(await speaksResp3(commands)))
      own = openOwn().on('message', dispatch);
    await (own ?? commands).subscribe(...channels);
  };
  // what failed is done at the next `ready`; until then changes are found by looking
  const tryToListen = () => void listen().catch(() => {});
  commands.on('message', dispatch);
  commands.on('ready', tryToListen);

  return {
    hear(channel, listener) {
      const hear = (heard: string, message: string) => {
        if (heard === channel) listener(message);
      };
      listeners.add(hear);
      if (!channels.has(channel)) {
        channels.add(channel);
        if (commands.status === 'ready') tryToListen();
      }
      // the subscription stays: UNSUBSCRIBE would wait for a Redis that hangs
      return () => void listeners.delete(hear);
    },
    close: () => own?.disconnect(),
  };
}

async function speaksResp3(commands: Redis): Promise<boolean> {
  const facts = (await commands.call('HELLO').catch(() => [])) as unknown[];
  return facts[facts.indexOf('proto') + 1] === 3;
}
