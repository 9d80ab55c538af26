import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createLedger, type Batch } from "../../../gateway/usage/ledger.js";
import { runs } from "../../scale.js";

const COORDINATES = ["A", "A.a", "A.b", "B", "B.b"];
const operations = Array.from({ length: 8 }, (_, at) => ({
  hash: `h${at}`,
  name: `n${at}`,
  text: "x".repeat(10),
  coordinates: COORDINATES.slice(at % 3, 3 + (at % 3)),
}));
const use = fc.record({
  operation: fc.constantFrom(...operations),
  client: fc.constantFrom("", "a", "b", "c", "d", "*"),
  developers: fc.constantFrom("", "", "jtj", "wjw"),
  inputs: fc.subarray(["I.i", "I.j", "E.X"]),
});
const limits = fc.record({
  clients: fc.integer({ min: 1, max: 6 }),
  operations: fc.integer({ min: 1, max: 9 }),
  cells: fc.integer({ min: 1, max: 20 }),
  coordinates: fc.integer({ min: 0, max: 20 }),
  characters: fc.integer({ min: 0, max: 200 }),
});
/** A use, or a moment at which what was counted is stored; or is taken, and cannot be stored. */
const steps = fc.array(
  fc.oneof({ weight: 5, arbitrary: use }, fc.constantFrom("stored", "failed", "during")),
  { maxLength: 100 },
);

type Counts = Map<string, number>;
const add = (counts: Counts, key: string, count: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + count);

test("whatever the limits are, and whenever it is stored, each request and each coordinate of it is counted once", () => {
  fc.assert(
    fc.property(limits, steps, (given, plan) => {
      const ledger = createLedger("2026-11-02", given);
      const [expected, counted]: readonly [Counts, Counts] = [new Map(), new Map()];
      const [stored, cells] = [
        new Map(operations.slice(0, 0).map(({ hash, coordinates }) => [hash, coordinates])),
        new Set<string>(),
      ];
      const keep = (batch: Batch | null): void => {
        for (const { hash, coordinates } of batch?.operations ?? []) stored.set(hash, [...coordinates]);
        for (const { operation, client, developers, requests } of batch?.uses ?? []) {
          cells.add(`${operation} ${client} ${developers}`);
          add(counted, "requests", requests);
          for (const coordinate of stored.get(operation) ?? ["an operation that is not stored"])
            add(counted, coordinate, requests);
        }
        for (const { coordinate, requests } of batch?.inputs ?? []) add(counted, coordinate, requests);
        batch?.settle();
      };
      for (const step of [...plan, "stored" as const]) {
        if (step === "stored") keep(ledger.take());
        else if (step === "failed") ledger.take();
        else if (step === "during") {
          const batch = ledger.take();
          const [operation] = operations;
          if (!operation) continue;
          ledger.count({ operation, client: "late", developers: "", inputs: ["I.i"] });
          for (const key of ["requests", ...operation.coordinates, "I.i"]) add(expected, key, 1);
          keep(batch);
        } else {
          ledger.count(step);
          for (const key of ["requests", ...step.operation.coordinates, ...step.inputs])
            add(expected, key, 1);
        }
      }
      expect([...counted].filter(([, count]) => count > 0).toSorted()).toEqual([...expected].toSorted());
      expect(ledger.take()).toBeNull();
      expect(cells.size).toBeLessThanOrEqual(given.cells);
      expect(new Set([...cells].map((cell) => cell.split(" ")[1])).size).toBeLessThanOrEqual(given.clients);
      expect(stored.size).toBeLessThanOrEqual(given.operations);
    }),
    { numRuns: runs(500) },
  );
});
