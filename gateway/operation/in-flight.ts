/**
 * Executions in flight. Equal ones are coalesced if allowed; each ends when no client waits for it any more.
 */
import { startLifetime, type EndableLifetime } from "#schema/runtime/lifetime.js";

export interface Shared<T> {
  readonly answer: Promise<T>;
  readonly lifetime: EndableLifetime;
  waiting: number;
}

/** Executions in flight, by cache key: the request and its caller. */
export type InFlight<T> = Map<string, Shared<T>>;

export interface Wanted<T> {
  /** Cache key; null: the execution is not coalesced. */
  readonly key: string | null;
  readonly milliseconds: number;
  readonly run: (lifetime: EndableLifetime) => Promise<T>;
}

export interface Waiting {
  /** Calls back when the client stops waiting: it has the whole answer, or has disconnected. */
  readonly onLeave: (leave: (hasAnswer: boolean) => void) => void;
}

/** Keeps one map of executions for each revision of the graph. */
export function createInFlight<T>(): (revision: object) => InFlight<T> {
  const known = new WeakMap<object, InFlight<T>>();
  return (revision) => {
    const inFlight = known.get(revision) ?? new Map<string, Shared<T>>();
    known.set(revision, inFlight);
    return inFlight;
  };
}

export function join<T>(
  inFlight: InFlight<T>,
  { key, milliseconds, run }: Wanted<T>,
  { onLeave }: Waiting,
): Promise<T> {
  const known = key === null ? undefined : inFlight.get(key);
  const shared = known ?? start(inFlight, key, milliseconds, run);
  shared.waiting += 1;
  onLeave((hasAnswer) => {
    shared.waiting -= 1;
    if (shared.waiting > 0 || hasAnswer) return;
    if (key !== null && inFlight.get(key) === shared) inFlight.delete(key);
    shared.lifetime.end();
  });
  return shared.answer;
}

function start<T>(
  inFlight: InFlight<T>,
  key: string | null,
  milliseconds: number,
  run: Wanted<T>["run"],
): Shared<T> {
  const lifetime = startLifetime(milliseconds);
  const answer = run(lifetime);
  const shared: Shared<T> = { answer, lifetime, waiting: 0 };
  if (key === null) return shared;
  inFlight.set(key, shared);
  const forget = (): void => {
    if (inFlight.get(key) === shared) inFlight.delete(key);
  };
  answer.then(forget, forget);
  return shared;
}
