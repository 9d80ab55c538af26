/** Many clients in a process of their own: it is told whom to be, and says, asked, what they have seen. */
import { openSubscriber, type Tally, type Wanted } from "./subscriber.js";

const subscribers = new Set<ReturnType<typeof openSubscriber>>();

process.on("message", (message: readonly Wanted[] | "tally") => {
  if (message === "tally") process.send?.([...subscribers].map(({ tally }): Tally => tally()));
  else for (const wanted of message) subscribers.add(openSubscriber(wanted));
});
process.once("disconnect", () => process.exit());
