import { signal } from '@preact/signals';

/** What the first screen has to say once, e.g. that a link led to a place that is gone. */
export const notice = signal<string | undefined>(undefined);
