/** How tests wait: for a condition, as long as a machine may need that has much else to do. */
import { setTimeout as pause } from "node:timers/promises";

/** Less than Jest's own limit, so that it is told what did not come. */
const PATIENCE_MS = 400_000;

export async function until(holds: () => boolean | Promise<boolean>, what = String(holds)): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !(await holds());) {
    if (performance.now() > end) throw new Error(`It did not come: ${what}`);
    await pause(10);
  }
}
