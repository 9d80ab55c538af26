/** Awaits an answer until the lifetime is over, or the answer is too large. */
import { whenOver, type Lifetime } from "./lifetime.js";
import type { Meter } from "./meter.js";

/** Rejects with ANSWER_TOO_LARGE. Resolves to `late` when the lifetime is over. */
export function whileWanted<T>(
  answer: Promise<T>,
  lifetime: Lifetime,
  { refusal }: Pick<Meter, "refusal">,
  late: () => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const off = whenOver(lifetime, () => {
      const reason = refusal();
      if (reason) reject(reason);
      else resolve(late());
    });
    answer.then(resolve, reject).finally(off);
  });
}
