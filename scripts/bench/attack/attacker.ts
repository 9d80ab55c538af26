/** One attack, as fast as it is answered, until it is told to stop: then it says how often it ended how. */
import { ATTACKS } from "./attacks/index.js";
import { openTarget } from "./target.js";

export interface Wanted {
  /** Of the attack. */
  readonly name: string;
  readonly url: string;
  readonly address: string;
  /** Token of a clerk. */
  readonly clerk: string;
}

export type Ends = readonly (readonly [end: string, count: number])[];

const ends = new Map<string, number>();
let isOver = false;
let attacking: Promise<unknown> = Promise.resolve();
process.on("message", (message: Wanted | "stop") => {
  if (message !== "stop") {
    attacking = attack(message);
    process.send?.("begun");
    return;
  }
  isOver = true;
  attacking.then(
    () => process.send?.([...ends] satisfies Ends),
    () => process.exit(1),
  );
});

async function attack({ name, url, address, clerk }: Wanted): Promise<void> {
  const attack = ATTACKS.find((one) => one.name === name);
  if (!attack) throw new Error(`No attack is called ${name}`);
  const target = openTarget({ url, address, clerk });
  let number = 0;
  await Promise.all(
    Array.from({ length: attack.atOnce ?? 4 }, async () => {
      while (!isOver) {
        number += 1;
        const end = await attack.send(target, number);
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
    }),
  );
}
