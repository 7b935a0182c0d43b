/** The median duration of calls made one after another, in milliseconds. */
export async function medianMs(times: number, call: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  for (let made = 0; made < times; made += 1) {
    const startedAt = performance.now();
    await call();
    durations.push(performance.now() - startedAt);
  }
  return durations.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}

export const milliseconds = (value: number) =>
  `${value < 10 ? value.toLocaleString('ru', { maximumFractionDigits: 1 }) : Math.round(value)} мс`;
