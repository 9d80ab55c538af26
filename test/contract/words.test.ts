/** What each contract says that a clerk may write, read back: headers of columns and words of code lists. */
import { describe, expect, test } from "@jest/globals";
import { storedFields, type Column } from "../../services/kit/feed/contract.js";
import { forgottenWords } from "../../scripts/cli/forgotten-words.js";
import { penalties } from "../../services/enforcement/feeds/penalties.js";
import { indexHeaders } from "../../services/kit/feed/header-index.js";
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

  test("no two fields of its records have one title", () => {
    const titles = storedFields(contract).map(({ zh }) => zh);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });
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
