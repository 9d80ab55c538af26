import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { labelName } from "../../services/kit/feed/code-lists.js";
import { storedFields } from "../../services/kit/feed/stored-fields.js";
import { discoverContracts, discoverDomains } from "../../services/kit/graph/serve/discover.js";
import { audiences, themes } from "../../services/open-data/code-lists.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

interface Listed {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly values: readonly {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly from?: string;
  }[];
}

const file: readonly Listed[] = JSON.parse(
  readFileSync(new URL("../../../schema/code-lists.json", import.meta.url), "utf8"),
);
const contracts = await discoverContracts();

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const { data, errors } = await hub.query(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

test("the code lists that can be asked for are those of the file, in pages of any size", async () => {
  // Datasets that are defined without code have lists of their own.
  const ofDatasets = ["PolicySessionVenue", "VillageItemCommittee"];
  const asked: unknown[] = [];
  for (let after: unknown = null; asked.length < 500;) {
    const data = await ask(
      "query ($after: String) { codeLists(first: 7, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { name title titleEn values { code zh: label en: label(language: EN) from } } } }",
      { after },
    );
    asked.push(...listOf(valueAt(data, "codeLists", "nodes")));
    expect(valueAt(data, "codeLists", "totalCount")).toBe(file.length + ofDatasets.length);
    if (valueAt(data, "codeLists", "pageInfo", "hasNextPage") !== true) break;
    after = valueAt(data, "codeLists", "pageInfo", "endCursor");
  }
  const isOfDataset = (list: unknown): boolean => ofDatasets.includes(String(valueAt(list, "name")));
  expect(asked.filter(isOfDataset)).toHaveLength(ofDatasets.length);
  expect(asked.filter((list) => !isOfDataset(list))).toEqual(
    file.map(({ name, title, values }) => ({
      name,
      title: title.zh,
      titleEn: title.en,
      values: values.map(({ code, zh, en, from = null }) => ({ code, zh, en, from })),
    })),
  );
  expect(
    await ask('{ codeLists(names: ["PartyKind", "NoSuchList"]) { totalCount nodes { name } } }'),
  ).toEqual({ codeLists: { totalCount: 1, nodes: [{ name: "PartyKind" }] } });
});

const coded = contracts.filter((contract) =>
  storedFields(contract).some(({ list, exposed }) => list && exposed),
);

test.each(coded.map((contract) => ({ id: contract.id, contract })))(
  "the codes of $id are said in the words of the file, in both languages",
  async ({ contract }) => {
    const fields = storedFields(contract).filter(({ list, exposed }) => list && exposed);
    const selection = fields.map((field) => {
      const label = labelName(field);
      return `${field.field} ${label} en_${field.field}: ${label}(language: EN)`;
    });
    const data = await ask(`{ ${contract.plural}(first: 50) { nodes { ${selection.join(" ")} } } }`);
    const nodes = listOf(valueAt(data, contract.plural, "nodes"));
    expect(nodes.length).toBeGreaterThan(0);
    for (const field of fields) {
      const words = new Map(
        file.find(({ name }) => name === field.list?.name)?.values.map((value) => [value.code, value]),
      );
      const inWords = (value: unknown, language: "zh" | "en"): unknown =>
        Array.isArray(value)
          ? value.map((code) => words.get(String(code))?.[language])
          : typeof value === "string"
            ? words.get(value)?.[language]
            : null;
      for (const node of nodes) {
        const value = valueAt(node, field.field);
        expect(valueAt(node, labelName(field))).toEqual(inWords(value, "zh"));
        expect(valueAt(node, `en_${field.field}`)).toEqual(inWords(value, "en"));
      }
    }
  },
);

test("each domain tells the catalogue its name, and sorts feeds that it has by codes that there are", async () => {
  for (const { name, catalogue, feeds } of await discoverDomains()) {
    if (!catalogue) throw new Error(`${name} has no name for citizens`);
    const { feeds: single = {}, ...all } = catalogue;
    const sortings = [all, ...Object.values(single)];
    const unknown = [
      ...Object.keys(single).filter((part) => !feeds.some(({ id }) => id === `${name}.${part}`)),
      ...sortings.flatMap(({ theme }) => theme ?? []).filter((theme) => !isCode(themes, theme)),
      ...sortings.flatMap((one) => one.audiences ?? []).filter((audience) => !isCode(audiences, audience)),
    ];
    expect([name, unknown]).toEqual([name, []]);
  }
});

function isCode({ codes }: typeof themes, name: string): boolean {
  return codes.some((code) => code.name === name);
}
