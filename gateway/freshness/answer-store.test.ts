import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { createAnswerStore } from "./answer-store.js";
import { runs } from "../../test/scale.js";

const LIMIT = 200_000;

test("whatever is put into it and in whichever encodings it is asked for, it never takes more room than it has", async () => {
  const step = fc.record({
    key: fc.nat(30),
    bytes: fc.nat(60_000),
    encoding: fc.constantFrom("br", "gzip", null),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const store = createAnswerStore(LIMIT);
      for (const { key, bytes, encoding } of steps) {
        const body = Buffer.alloc(bytes, `${key} ${bytes} `);
        store.put(String(key), { body, tag: "" }, Infinity);
        const found = store.get(String(key));
        expect(found === undefined || found.body.equals(body)).toBe(true);
        const encoded = encoding && (await found?.encoded(encoding));
        if (encoded)
          expect((encoding === "br" ? brotliDecompressSync : gunzipSync)(encoded).equals(body)).toBe(true);
        expect(store.bytes()).toBeLessThanOrEqual(LIMIT);
      }
    }),
    { numRuns: runs(40) },
  );
});

test("a compressed copy counts, and is made once", async () => {
  const store = createAnswerStore(LIMIT);
  const stored = store.put("a", { body: Buffer.alloc(10_000, "示例"), tag: "" }, Infinity);
  const before = store.bytes();
  const [once, twice] = await Promise.all([stored.encoded("gzip"), stored.encoded("gzip")]);
  expect(once).toBe(twice);
  expect(store.bytes()).toBe(before + (once?.length ?? 0));
});

test("what would be larger compressed is not compressed", async () => {
  expect(
    await createAnswerStore(LIMIT)
      .put("a", { body: Buffer.from("{}"), tag: "" }, Infinity)
      .encoded("br"),
  ).toBeNull();
});

test("without room nothing is kept", () => {
  const store = createAnswerStore(0);
  store.put("a", { body: Buffer.from("{}"), tag: "" }, Infinity);
  expect([store.get("a"), store.bytes()]).toEqual([undefined, 0]);
});

test("what may be kept for no time is not kept", () => {
  const store = createAnswerStore(LIMIT);
  store.put("a", { body: Buffer.from("{}"), tag: "" }, 0);
  expect(store.get("a")).toBeUndefined();
});
