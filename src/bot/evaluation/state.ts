import { z } from 'zod';
import { evaluationRequest } from '../../evaluations/request.ts';

/** What is asked of a property, in this order. */
export const FIELDS = ['place', 'area', 'bedrooms', 'age', 'floor', 'heating', 'asking'] as const;
export type Field = (typeof FIELDS)[number];

/** A question may also be what a number means that stood alone. */
export const QUESTIONS = [...FIELDS, 'number'] as const;
export type Question = (typeof QUESTIONS)[number];

const shape = evaluationRequest.shape;
const fields = z.array(z.enum(FIELDS)).max(FIELDS.length);

/** A property as far as it is told. */
const draft = z.object({
  /** Ids from the country down. */
  place: z.array(z.int()).min(1).max(4).optional(),
  /** Words for a place that is still to be chosen. */
  words: z.string().max(100).optional(),
  area: z.number().optional(),
  bedrooms: shape.bedrooms,
  age: shape.age,
  floor: shape.floor,
  heating: shape.heating,
  /** What was said of the heating, until it is known which of the segments is meant. */
  heatingSaid: z.object({ kind: z.string(), words: z.string().max(100) }).optional(),
  asking: z.object({ amount: z.number(), currency: z.string().max(10).optional() }).optional(),
  currency: z.string().max(10).optional(),
  /** Rooms that may count the living room. */
  rooms: z.number().optional(),
  /** Numbers that stood alone. */
  numbers: z.array(z.number()).max(50).optional(),
  /** What is still to be asked, though the rest would do. */
  pending: fields,
  /** What was asked and answered: the way back. */
  trail: fields,
  asked: z.enum(QUESTIONS).optional(),
  /** The answer one thing of which is being changed. */
  from: z.string().max(40).optional(),
});
export type Draft = z.infer<typeof draft>;

const recent = z.object({
  /** uuid */
  id: z.string().max(40),
  createdAt: z.string().max(40),
  request: evaluationRequest,
  /** Whether it was handed over to be kept. */
  isKept: z.boolean(),
});
/** An evaluation whose message may still be looked at; it is made anew from its request. */
export type Recent = z.infer<typeof recent>;

/** What the bot remembers of a person's evaluations. */
export const evaluationSession = z.object({
  draft: draft.optional(),
  /** Newest first. */
  recent: z.array(recent).max(5),
  /** What the pages of the list of reports begin before; the first begins at the top. */
  reportPages: z.array(z.string().max(200)).max(200),
  /** The page of it that was last looked at. */
  reportPage: z.int().min(0),
});
export type EvaluationSession = z.infer<typeof evaluationSession>;

const MOST_RECENT = 5;

export function newDraft(given: Partial<Draft> = {}): Draft {
  return { pending: [], trail: [], ...given };
}

/** The person's state, begun where there is none. */
export function stateOf(session: {
  evaluation?: EvaluationSession | undefined;
}): EvaluationSession {
  session.evaluation ??= { recent: [], reportPages: [], reportPage: 0 };
  return session.evaluation;
}

export function remember(state: EvaluationSession, one: Recent): void {
  const others = state.recent.filter(({ id }) => id !== one.id);
  state.recent = [one, ...others].slice(0, MOST_RECENT);
}
