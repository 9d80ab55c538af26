import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { clientNameOf } from "../../../gateway/usage/client-name.js";

test.each([
  ["its name", { "graphql-client-name": "portal" }, "portal"],
  [
    "its name and version",
    { "graphql-client-name": "portal", "graphql-client-version": "1.4.2" },
    "portal@1.4.2",
  ],
  [
    "what Apollo Client sends",
    { "apollographql-client-name": "mobile", "apollographql-client-version": "3" },
    "mobile@3",
  ],
  ["its own words before those", { "graphql-client-name": "a", "apollographql-client-name": "b" }, "a"],
  ["nothing", {}, ""],
  ["a version alone", { "graphql-client-version": "1" }, ""],
  [
    "Chinese, as the bytes of UTF-8",
    { "graphql-client-name": Buffer.from("示例门户").toString("latin1") },
    "示例门户",
  ],
  ["Latin letters that are not UTF-8", { "graphql-client-name": "caf\u00e9" }, "café"],
])("a client that sends %s is called so", (_, headers, name) => {
  expect(clientNameOf(headers, null)).toBe(name);
});

test.each([
  ["spaces around and inside", "  my \t  app ", "my app"],
  ["terminal and direction controls", Buffer.from("a\u001b[31m\u202eb\u200f").toString("latin1"), "a [31m b"],
  ["too many characters", Buffer.from("😀".repeat(200)).toString("latin1"), "😀".repeat(100)],
  ["nothing printable", "\u0000\u0007", ""],
])("a name of %s is tidied", (_, given, name) => {
  expect(clientNameOf({ "graphql-client-name": given }, null)).toBe(name);
});

test("whatever it sends, a name is one line of at most 100 printable characters", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
      ),
      (given) => {
        const name = clientNameOf({ "apollographql-client-name": given }, null);
        expect([...name].length).toBeLessThanOrEqual(100);
        expect(name).not.toMatch(/\p{C}|[\u2028\u2029]|^\s|\s$/u);
      },
    ),
  );
});
