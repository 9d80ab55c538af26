import { expect, test } from "@jest/globals";
import { until } from "../../test/until.js";
import { createOutage } from "./outage.js";
import { repeat } from "./repeat.js";

test("what fails for a while is told once, and once when it works again, with the tries that failed; then it may fail anew", () => {
  const told: unknown[] = [];
  const outage = createOutage({ onFault: (error) => told.push(error), onBack: (tries) => told.push(tries) });
  outage.succeeded();
  for (const error of ["refused", "starting", "refused"]) outage.failed(error);
  outage.succeeded();
  outage.succeeded();
  outage.failed("lost");
  expect(told).toEqual(["refused", 3, "lost"]);
});

test("work that is repeated is told so, whatever each try says", async () => {
  const told: unknown[] = [];
  let tries = 0;
  const work = repeat({
    everyMs: 60_000,
    work: () => {
      tries += 1;
      return tries <= 3 ? Promise.reject(new Error(`try ${tries}`)) : Promise.resolve();
    },
    onFault: (error) => told.push(String(error)),
    onBack: (failed) => told.push(failed),
  });
  await until(() => told.length === 2, "it works again");
  await work.stop();
  expect(told).toEqual(["Error: try 1", 3]);
});
