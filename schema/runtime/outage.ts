/**
 * Work that is tried again and again, and fails for a while: told once when it begins to fail, and once when
 * it works again, however often it was tried and whatever it said meanwhile.
 */
export interface OutageListener {
  /** Called with the first error. */
  readonly onFault: (error: unknown) => void;
  /** Called when it works again. `tries`: how often it failed. Undefined: nobody wants to know. */
  readonly onBack?: ((tries: number) => void) | undefined;
}

export interface Outage {
  readonly failed: (error: unknown) => void;
  readonly succeeded: () => void;
}

export function createOutage({ onFault, onBack }: OutageListener): Outage {
  let tries = 0;
  return {
    failed: (error) => {
      tries += 1;
      if (tries === 1) onFault(error);
    },
    succeeded: () => {
      if (tries > 0) onBack?.(tries);
      tries = 0;
    },
  };
}
