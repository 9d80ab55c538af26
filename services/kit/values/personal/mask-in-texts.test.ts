import { expect, test } from "@jest/globals";
import { maskName } from "../mask.js";
import { nameMasker } from "./mask-in-texts.js";

test.each([
  ["许示例", "当事人许示例无照经营", "当事人许某某无照经营"],
  ["许示例", "许示例（许示例）", "许某某（许某某）"],
  ["许 示例", "当事人许示例，又名许 示 例", "当事人许某某，又名许某某"],
  ["许示例、李示例", "许示例和李示例先生到场", "许某某和李某某先生到场"],
  ["许示例和李示例", "李示例", "李某某"],
  ["许示例（业主）", "许示例", "许某某"],
  ["欧阳示例", "欧阳示例女士", "欧阳某某女士"],
  ["买买提·示例", "买买提•示例到场", "买买提·**到场"],
  ["John Smith", "JOHN SMITH came, johnsmithson not", "J** came, johnsmithson not"],
  ["许示例", "当事人许某某", "当事人许某某"],
])("the name %s is masked in %j", (cell, text, masked) => {
  expect(nameMasker(cell, maskName)?.(text)).toBe(masked);
});

test.each(["许", "许某", "许某某", "13800000001", "", "(.*)+$"])("%j is no name to look for", (cell) => {
  expect(nameMasker(cell, maskName)).toBeNull();
});

test("a name that is made of signs of patterns is taken as it is written", () => {
  expect(nameMasker("ab+c*[d", maskName)?.("ab+c*[d")).not.toContain("c*[d");
});
