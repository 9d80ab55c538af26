/**
 * Reads back the words that a clerk may write by each contract: headers of columns and words of code lists.
 */
import { describe, expect, test } from "@jest/globals";
import type { Column } from "../../services/kit/feed/contract.js";
import { storedFields } from "../../services/kit/feed/stored-fields.js";
import { forgottenWords } from "../../scripts/cli/forgotten-words.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { indexHeaders } from "../../services/kit/feed/header-index.js";
import { legalBasisOn } from "../../services/kit/feed/terms.js";
import { toTableSchema } from "../../services/kit/feed/table-schema.js";
import { discoverContracts } from "../../services/kit/graph/serve/discover.js";
import { foldText } from "../../services/kit/values/text.js";

const contracts = (await discoverContracts()).map((contract) => [contract.id, contract] as const);
const TODAY = "2026-11-29";

function read(column: Column, cell: string): unknown {
  const parsed = column.parse(foldText(cell), { headerUnit: null, today: TODAY });
  return parsed.ok ? parsed.value : parsed.fault.code;
}

describe.each(contracts)("%s", (_, contract) => {
  test("every header is that of its own column, with and without a star", () => {
    const find = indexHeaders(contract);
    for (const [field, { zh, code, aliases = [] }] of Object.entries(contract.columns))
      for (const header of [zh, `${zh}*`, code ?? field, ...aliases])
        expect([header, find(header)?.field]).toEqual([header, field]);
  });

  test("every word of a code list is its own code, alone and beside others", () => {
    for (const column of Object.values(contract.columns)) {
      const { list, kind } = column;
      for (const { name, zh, aliases = [] } of list?.codes ?? [])
        for (const word of name === list?.other ? [`${zh}-示例`] : [zh, ...aliases]) {
          const first = list?.codes[0];
          expect([word, read(column, word)]).toEqual([word, kind === "codes" ? [name] : name]);
          if (kind === "codes" && first && first.name !== name && first.name !== list?.other)
            expect([word, read(column, `${first.zh}；${word}`)]).toEqual([word, [first.name, name]]);
        }
    }
  });

  test("whatever it finds fault with, it says what to do", () => {
    const silent = [...contract.rules, ...contract.setRules].filter(
      ({ severity, text }) => severity !== "INFO" && !text.zh.includes("请"),
    );
    expect(silent.map(({ code }) => code)).toEqual([]);
  });

  test("no two fields of its records have one title", () => {
    const titles = storedFields(contract).map(({ zh }) => zh);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
});

test.each([
  ["social-assistance.minimum-living", "低保户数", "households"],
  ["social-assistance.minimum-living", "低保对象人数", "persons"],
  ["social-assistance.minimum-living", "当月资金支出", "spendingYuan"],
  ["employment.figures", "指标名称", "measure"],
])("in files of %s the header %s, as offices write it, is known", (id, header, field) => {
  const contract = contracts.find(([known]) => known === id)?.[1];
  expect(contract && indexHeaders(contract)(header)?.field).toBe(field);
});

test.each([
  ["social-assistance.charities", "2024-09-04", "2024-09-05", "民政部令第73号"],
  ["employment.subsidies", "2023-12-31", "2024-01-01", "财社〔2023〕181号"],
])("%s is public by the law of its day: on %s, and on %s by %s", (id, before, from, law) => {
  const contract = contracts.find(([known]) => known === id)?.[1];
  const on = (day: string): string => (contract ? legalBasisOn(contract, day, { rows: () => [] }) : "");
  expect([on(before).includes(law), on(from).includes(law)]).toEqual([false, true]);
  expect(on(before)).not.toBe("");
});

test("a form of before whose words a contract no longer reads is told when the schema is made anew", () => {
  for (const [, contract] of contracts) {
    const written: unknown = JSON.parse(JSON.stringify(toTableSchema(contract)));
    expect(forgottenWords(contract, written)).toEqual([]);
  }
  const former = (field: object): readonly string[] =>
    forgottenWords(penalties, {
      fields: [{ name: "penaltyCategories", title: "处罚类别", tongcha: {}, ...field }],
    });
  expect(former({ title: "处罚类目" })).toEqual(["处罚类目"]);
  expect(former({ title: "罚款金额" })).toEqual(["罚款金额"]);
  expect(
    former({ tongcha: { aliases: ["处罚类目"], codes: [{ name: "FINE", zh: "罚款", aliases: ["罚金"] }] } }),
  ).toEqual(["处罚类目", "罚金"]);
  expect(former({ name: "fineAmount", title: "罚没金额" })).toEqual([]);
});
