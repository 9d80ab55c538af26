import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readDocumentModes } from "../../start/read-document-modes.js";
import { readSettings } from "../../start/settings.js";
import { readManifest } from "./read-manifest.js";

const documents = fc
  .uniqueArray(fc.record({ id: fc.string(), text: fc.string() }), { selector: ({ id }) => id })
  .map((all) => all.filter(({ id }) => id !== "format"));

test("the same documents are read from each format, whatever their ids and texts", () => {
  fc.assert(
    fc.property(documents, (all) => {
      const pairs = all.map(({ id, text }): [string, string] => [id, text]);
      expect(readManifest(JSON.stringify(pairs))).toEqual(all);
      expect(
        readManifest(
          JSON.stringify({
            format: "apollo-persisted-query-manifest",
            version: 1,
            operations: all.map(({ id, text }) => ({ id, body: text, name: "N", type: "query" })),
          }),
        ),
      ).toEqual(all);
      const map = readManifest(JSON.stringify(Object.fromEntries(pairs)));
      expect(new Map(map?.map(({ id, text }) => [id, text]))).toEqual(new Map(pairs));
    }),
  );
});

test("whatever else a file holds is none", () => {
  for (const json of [
    "",
    "null",
    "1",
    '"{ a }"',
    "[1]",
    '[["a", 1]]',
    '[["a", "b", "c"]]',
    '{"a": {"text": "b"}}',
    '{"format": "apollo", "version": 1, "operations": []}',
  ])
    expect([json, readManifest(json)]).toEqual([json, null]);
  fc.assert(
    fc.property(fc.json(), (json) => {
      readManifest(json);
    }),
  );
});

test("views that are not named are open; views and modes that there are not, or twice, are refused", () => {
  const contracts = [{ name: "public", include: [], exclude: [], descriptionZh: "", descriptionEn: "" }];
  const read = (text: string): ReturnType<typeof readDocumentModes> =>
    readDocumentModes(readSettings({ DOCUMENT_MODES: text }), contracts);
  const modeOf = read("public=trusted-only, /=log-unknown");
  expect(["public", null].map(modeOf)).toEqual(["trusted-only", "log-unknown"]);
  expect(["public", null].map(read(""))).toEqual(["open", "open"]);
  for (const text of [
    "public",
    "public=closed",
    "nowhere=open",
    "public=open,public=trusted-only",
    "=open",
    "public=trusted-only;/=open",
  ])
    expect(() => read(text)).toThrow(expect.objectContaining({ code: "SETTING_INVALID" }));
});
