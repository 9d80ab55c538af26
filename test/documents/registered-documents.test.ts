import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DocumentSource } from "../../gateway/documents/document-source.js";
import {
  openRegisteredDocuments,
  type RegisteredDocuments,
} from "../../gateway/documents/registered-documents.js";
import { createTellUnknown } from "../../gateway/documents/unknown-log.js";
import { runs } from "../scale.js";

interface Registry {
  readonly source: DocumentSource;
  readonly set: (id: string, text: string | null) => void;
  readonly tell: () => Promise<void>;
  reads: number;
  isAway: boolean;
}

/** A registry in memory, whose answers take a moment. */
function openRegistry(): Registry {
  const log: { readonly id: string; readonly text: string | null }[] = [];
  let listener: () => Promise<void> = () => Promise.resolve();
  const registry: Registry = {
    reads: 0,
    isAway: false,
    source: {
      changesSince: async (number) => {
        registry.reads += 1;
        const found = { number: log.length, changes: log.slice(number), isWhole: number === 0 };
        await pause(1);
        if (registry.isAway) throw new Error("away");
        return found;
      },
      watch: (onChange, { onFault }) => {
        listener = () => onChange().catch(onFault);
        return () => Promise.resolve();
      },
    },
    set: (id, text) => {
      log.push({ id, text });
    },
    tell: () => listener(),
  };
  return registry;
}

test("after every announcement, each id stands for what the registry says, and each text is known that some id stands for", async () => {
  const move = fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("{ x }", "{ y }", null));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(move, { maxLength: 4 }), { maxLength: 6 }), async (rounds) => {
      const registry = openRegistry();
      const known = await openRegisteredDocuments(registry.source, () => undefined);
      const expected = new Map<string, string | null>();
      for (const moves of rounds) {
        const told = moves.map(([id, text]) => {
          registry.set(id, text);
          expected.set(id, text);
          return registry.tell();
        });
        await Promise.all(told);
        for (const id of ["a", "b", "c"]) expect(await known.textOf(id)).toBe(expected.get(id) ?? null);
        for (const text of ["{ x }", "{ y }"])
          expect(known.has(text)).toBe([...expected.values()].includes(text));
      }
    }),
    { numRuns: runs(50) },
  );
});

const askMany = (
  known: RegisteredDocuments,
  of: (n: number) => string,
): Promise<readonly (string | null)[]> =>
  Promise.all(Array.from({ length: 500 }, async (_, n) => known.textOf(of(n))));

test("an id that was registered a moment ago is looked for once, for all who ask; ids that are invented cost no more", async () => {
  const registry = openRegistry();
  const known = await openRegisteredDocuments(registry.source, () => undefined);
  registry.set("new", "{ x }");
  expect(new Set(await askMany(known, () => "new"))).toEqual(new Set(["{ x }"]));
  await askMany(known, (n) => `invented-${n}`);
  expect(registry.reads).toBe(2);
});

test("while the registry cannot be read, what is known stays, nothing is said of what is not, and the failure is told", async () => {
  const registry = openRegistry();
  registry.set("a", "{ x }");
  const logged: unknown[] = [];
  const known = await openRegisteredDocuments(registry.source, (entry) => logged.push(entry));
  registry.isAway = true;
  registry.set("a", null);
  await registry.tell();
  expect([await known.textOf("a"), logged.length > 0]).toEqual(["{ x }", true]);
  await expect(known.textOf("b")).rejects.toThrow("away");
  registry.isAway = false;
  await registry.tell();
  expect([await known.textOf("a"), await known.textOf("b")]).toEqual([null, null]);
});

test("of documents that strangers invent, sixty a minute are told, and how many were not", () => {
  const logged: Readonly<Record<string, unknown>>[] = [];
  let time = 0;
  const tell = createTellUnknown(
    (entry) => logged.push(entry),
    () => time,
  );
  const asker = { contract: null, headers: {}, key: null };
  for (let n = 0; n < 100; n += 1) tell(`{ a${n} }`, asker);
  expect(logged).toHaveLength(60);
  time = 60_000;
  tell("{ b }", asker);
  expect(logged.at(-1)).toMatchObject({ contract: "/", client: "", document: "{\n  b\n}", untold: 40 });
});
