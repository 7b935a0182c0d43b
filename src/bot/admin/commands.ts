import type { Speak } from '../context.ts';

export const ADMIN_COMMANDS = [
  'clearcache',
  'cachestats',
  'history',
  'rollback',
  'unpin',
  'countries',
] as const;

/** The lines of `/help` that only admins see. */
export function adminCommandLines(speak: Speak): string[] {
  return ADMIN_COMMANDS.map((command) => `/${command} — ${speak(`command-${command}`)}`);
}
