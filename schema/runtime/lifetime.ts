/** How long an execution may last: until its deadline, or until no client waits for the answer any more. */
export interface Lifetime {
  /** Remaining milliseconds; 0 when it is over, Infinity without a deadline. */
  readonly left: () => number;
  /** Calls back once if it ends before its deadline; returns a function that cancels the callback. */
  readonly onEnd: (callback: () => void) => () => void;
}

export interface EndableLifetime extends Lifetime {
  readonly end: () => void;
}

export function startLifetime(milliseconds: number): EndableLifetime {
  const deadline = performance.now() + milliseconds;
  const callbacks = new Set<() => void>();
  let isEnded = false;
  return {
    left: () => (isEnded ? 0 : Math.max(0, deadline - performance.now())),
    onEnd: (callback) => {
      callbacks.add(callback);
      return () => {
        callbacks.delete(callback);
      };
    },
    end: () => {
      isEnded = true;
      for (const callback of callbacks) callback();
      callbacks.clear();
    },
  };
}

/** The lifetime of work that no request waits for. */
export const ENDLESS: Lifetime = { left: () => Infinity, onEnd: () => () => undefined };

/** Ends when all of them have ended. */
export function joinLifetimes(lifetimes: readonly Lifetime[]): Lifetime {
  return {
    left: () => Math.max(...lifetimes.map(({ left }) => left())),
    onEnd: (callback) => {
      let waiting = lifetimes.length;
      const offs = lifetimes.map(({ onEnd }) =>
        onEnd(() => {
          if ((waiting -= 1) === 0) callback();
        }),
      );
      return () => offs.forEach((off) => off());
    },
  };
}

/**
 * Calls back once when it is over, at its deadline or before; returns a function that cancels the callback.
 */
export function whenOver({ left, onEnd }: Lifetime, callback: () => void, earlierMs = 0): () => void {
  const milliseconds = left();
  const timer =
    milliseconds === Infinity ? undefined : setTimeout(callback, Math.max(0, milliseconds - earlierMs));
  const off = onEnd(callback);
  return () => {
    clearTimeout(timer);
    off();
  };
}
