/**
 * The pause before another try: 1 second after the first failure, then twice as long each time, 30 at most;
 * up to half of it is left out at random, so that not all browsers come back at once.
 */
const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/** `tries`: how many failed. */
export async function pauseBefore(tries: number): Promise<void> {
  const longest = Math.min(FIRST_MS * 2 ** (tries - 1), MOST_MS);
  await new Promise((resolve) => {
    setTimeout(resolve, longest * (1 - Math.random() / 2));
  });
}
