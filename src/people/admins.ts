export interface Admins {
  isAdmin(telegramId: number): boolean;
  all(): number[];
  start(): void;
  stop(): void;
}
