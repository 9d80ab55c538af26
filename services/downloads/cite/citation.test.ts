import { expect, test } from "@jest/globals";
import { toCitation, type Cited } from "./citation.js";

const CITED: Cited = {
  name: "enforcement.penalties.12",
  title: "行政处罚",
  publisher: "北京市密云区市场监督管理局",
  release: 12,
  releasedAt: new Date("2026-11-30T16:30:00Z"),
  address: "https://data.example.test/data/enforcement.penalties/releases/12.csv",
  citedOn: "2026-12-05",
};

test("a citation is one of GB/T 7714-2015: who, what, of which day in China, read when, and where", () => {
  expect(toCitation(CITED).text).toBe(
    "北京市密云区市场监督管理局. 行政处罚: 发布编号12[DS/OL]. (2026-12-01)[2026-12-05]. https://data.example.test/data/enforcement.penalties/releases/12.csv.",
  );
});

test("without the day on which it was read, it has none, for its reader to add", () => {
  const { text, bibtex } = toCitation({ ...CITED, citedOn: null });
  expect(text).toContain("(2026-12-01). https://");
  expect(bibtex).not.toContain("urldate");
});

test("the entry for BibTeX says the same, with nothing that TeX would take for a command", () => {
  const { bibtex } = toCitation({ ...CITED, title: "100% {示例}_\\input&" });
  expect(bibtex).toBe(`@dataset{enforcement.penalties.12,
  author = {{北京市密云区市场监督管理局}},
  title = {100\\% 示例\\_input\\&},
  version = {12},
  year = {2026},
  date = {2026-12-01},
  url = {https://data.example.test/data/enforcement.penalties/releases/12.csv},
  urldate = {2026-12-05},
  mark = {DS},
  media = {OL},
  language = {chinese}
}
`);
});
