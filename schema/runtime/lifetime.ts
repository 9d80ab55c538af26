/** How long an execution may last: until its deadline, or until nobody waits for the answer any more. */
export interface Lifetime {
  /** Milliseconds; 0 when it is over, Infinity for no deadline. */
  readonly left: () => number;
  /** Calls back once if it is ended before its deadline; returns what takes that back. */
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

/** Of what is carried out for nobody in particular. */
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

/** Calls back once when it is over, by its deadline or before; returns what takes that back. */
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
