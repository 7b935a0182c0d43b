import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../data/ask.ts';
import type { Answered } from '../data/useAnswer.ts';
import { close, telegram } from '../telegram/telegram.ts';
import { ago } from '../formats.ts';
import { text } from '../texts.ts';

interface StateProperties {
  title: string;
  children?: ComponentChildren;
  action?: { text: string; press: () => void } | undefined;
}

/** In the place of content: why there is none, and what to do. */
export function State({ title, children, action }: StateProperties) {
  return (
    <div class="state">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && (
        <button type="button" class="quiet" onClick={action.press}>
          {action.text}
        </button>
      )}
    </div>
  );
}

/** Why there is no answer. */
export function FailureState({ failure, askAgain }: { failure: Failure; askAgain: () => void }) {
  const again = { text: text('app-retry'), press: askAgain };
  switch (failure.kind) {
    case 'offline':
      return (
        <State title={text('app-offline-none')} action={again}>
          {text('app-offline-none-why')}
        </State>
      );
    case 'unavailable':
      return (
        <State title={text('app-unavailable')} action={again}>
          <Countdown key={failure} seconds={failure.retryAfterSeconds} />
        </State>
      );
    case 'expired':
    case 'unauthorized':
      return <Expired />;
    case 'not-found':
    case 'refused':
    case 'failed':
      return (
        <State title={text('app-failed')} action={again}>
          {failure.detail || text('app-failed-why')}
        </State>
      );
  }
}

export function Expired() {
  return (
    <State
      title={text('app-expired')}
      action={telegram && { text: text('app-close'), press: close }}
    >
      {text('app-expired-why')}
    </State>
  );
}

function Countdown({ seconds }: { seconds: number }) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <span role="timer">{text('app-unavailable-why', { seconds: left })}</span>;
}

/** Says that what is shown is from before. */
export function KeptMark({ at }: { at: number | undefined }) {
  if (at === undefined) return null;
  return (
    <p class="notice" role="status">
      {text('app-offline')} {text('app-from-memory', { age: ago(at) })}
    </p>
  );
}

/** In the place of rows that are on their way. */
export function Skeleton({ rows, kind = 'row' }: { rows: number; kind?: 'row' | 'chips' }) {
  return (
    <div class={`skeleton ${kind}`} role="status" aria-label={text('app-loading')}>
      {Array.from({ length: rows }, (_, at) => (
        <span key={at} />
      ))}
    </div>
  );
}

interface AwaitedProperties<Value> {
  answer: Answered<Value>;
  askAgain: () => void;
  /** How many are expected. */
  rows: number;
  children: (value: Value) => ComponentChildren;
}

/** The rows of an answer, or in their place that they are on their way, or why there are none. */
export function AwaitedRows<Value>({ answer, askAgain, rows, children }: AwaitedProperties<Value>) {
  switch (answer.status) {
    case 'asking':
      return <Skeleton rows={rows} />;
    case 'failed':
      return (
        <div class="card">
          <FailureState failure={answer.failure} askAgain={askAgain} />
        </div>
      );
    case 'answered':
      return (
        <>
          <KeptMark at={answer.keptAt} />
          {children(answer.value)}
        </>
      );
  }
}
