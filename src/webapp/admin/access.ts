import { signal } from '@preact/signals';

/** Whether the api said that this person may manage. */
export const isAdmin = signal(false);
