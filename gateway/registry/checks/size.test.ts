import { expect, test } from "@jest/globals";
import { checkSize } from "./size.js";

const codesOf = (sdl: string): readonly string[] =>
  checkSize({ name: "transport", sdl }).map(({ code }) => code);
const many = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index)).join("\n");

test("what a department would write passes, angle brackets of mathematics among it", () => {
  expect(
    codesOf(
      '"""公交站 / Bus stop: a < b, b > c\n第二行"""\ntype Stop { "名称" name: String @deprecated(reason: "请改用 title") }',
    ),
  ).toEqual([]);
});

test("a text over 1 MiB is refused unread", () => {
  expect(codesOf(`# ${"x".repeat(1_048_576)}\ntype Query { a: Int }`)).toEqual(["SDL_TOO_LARGE"]);
});

test("50,000 types are refused by their tokens, before they are parsed", () => {
  expect(
    checkSize({ name: "transport", sdl: many(50_000, (index) => `type T${index}{a:Int}`) }).map(
      ({ message }) => message.en,
    ),
  ).toEqual(["The text has more than 200000 tokens"]);
});

test("2,001 types are refused, and 20,001 fields with input fields and enum values", () => {
  expect(codesOf(many(2_000, (index) => `scalar T${index}`))).toEqual([]);
  expect(codesOf(many(2_001, (index) => `scalar T${index}`))).toEqual(["SDL_TOO_LARGE"]);
  expect(
    codesOf(
      `type A { ${many(10_000, (index) => `f${index}: Int`)} } input B { ${many(5_000, (index) => `f${index}: Int`)} } enum C { ${many(5_001, (index) => `V${index}`)} }`,
    ),
  ).toEqual(["SDL_TOO_LARGE"]);
});

test.each(["[", "(", "{"])(
  "brackets nested a hundred thousand deep (%s) are refused, and no stack overflows",
  (bracket) => {
    expect(codesOf(`type A { a: ${bracket.repeat(100_000)}`)).toEqual(["SDL_TOO_LARGE"]);
  },
);

test.each([
  ["an HTML tag", "看<script>alert(1)</script>"],
  ["a closing tag", "</b>"],
  ["a comment", "<!--"],
  ["an image", "<img src=x onerror=alert(1)>"],
  ["a script link", "[点这里](javascript:alert(1))"],
  ["a data link", "data:text/html,x"],
  ["a control character", "a\u0007b"],
  ["text turned round", "a\u202Eb"],
  ["a space that is not there", "公\u200B交"],
])("a description with %s is refused, with its place", (_, text) => {
  const [finding] = checkSize({ name: "transport", sdl: `type A {\n  """${text}"""\n  a: Int\n}` });
  expect(finding).toMatchObject({
    code: "SDL_TEXT_UNSAFE",
    severity: "ERROR",
    place: { subgraph: "transport", line: 2, column: 3 },
  });
});

test("escapes do not hide a character; reasons, defaults and addresses are texts too", () => {
  expect(codesOf('type A { "a\\u0007" a: Int }')).toEqual(["SDL_TEXT_UNSAFE"]);
  expect(codesOf('type A { "甲" a: Int @deprecated(reason: "<b>") }')).toEqual(["SDL_TEXT_UNSAFE"]);
  expect(codesOf('type A { "甲" a(b: String = "<b>"): Int }')).toEqual(["SDL_TEXT_UNSAFE"]);
  expect(codesOf('scalar A @specifiedBy(url: "file:///etc/passwd")')).toEqual(["SDL_TEXT_UNSAFE"]);
});

test("a description of 2,001 characters is too long", () => {
  expect(codesOf(`"""${"长".repeat(2_000)}"""\nscalar A`)).toEqual([]);
  expect(codesOf(`"""${"长".repeat(2_001)}"""\nscalar A`)).toEqual(["SDL_TEXT_TOO_LONG"]);
});

test("a syntax error is left to composition, which says where it is", () => {
  expect(codesOf("type A {")).toEqual([]);
  expect(codesOf("type A { a: ‽ }")).toEqual([]);
});
