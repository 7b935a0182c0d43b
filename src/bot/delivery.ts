export interface Delivery {
  call(
    method: string,
    payload: Record<string, unknown>,
    options?: { signal?: AbortSignal },
  ): Promise<unknown>;
}
export class ChatUnreachableError extends Error {}
export class MessageGoneError extends Error {}
