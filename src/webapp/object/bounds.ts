/** What the api takes, said before it is asked (see evaluations/request.ts). */
export const evaluationBounds = { area: { least: 10, most: 10_000 } } as const;
