/** Datasets that departments define count persons, too. */
import { expect, test } from "@jest/globals";
import { lookups, type Row } from "#kit";
import { createChecker, createRowSecrets } from "#kit/hub";
import { datasetContract } from "./dataset-contract.js";

const FIELDS = [
  { name: "站点", fieldName: "station", type: "string", constraints: { required: true } },
  { name: "服务人次", fieldName: "visits", type: "integer" },
  { name: "补贴", fieldName: "paid", type: "number", unit: "元" },
  { name: "常住人口", fieldName: "residents", type: "number", unit: "万人" },
  { name: "核定人数", fieldName: "places", type: "integer", shownThoughFew: "核定的名额" },
  { name: "面积", fieldName: "area2", type: "number" },
];

/** The stored values of rows of cells. */
function stored(...rows: readonly (readonly string[])[]): readonly Row[] {
  const contract = datasetContract(
    {
      datasetId: "invented-stations",
      title: "示例站点",
      titleEn: "Invented stations",
      description: "示例。",
      rhythm: "MONTHLY",
      graphType: "InventedStation",
      graphList: "inventedStations",
      isAppended: false,
      publisherCode: "mzj",
      tableSchema: JSON.stringify({ fields: FIELDS, primaryKey: ["站点"] }),
    },
    [],
  );
  if (!contract) throw new Error("The definition makes no contract");
  const fields = Object.keys(contract.columns);
  const checker = createChecker({
    contract,
    findingLimit: 10,
    secrets: createRowSecrets(new Uint8Array(32)),
    head: {
      format: "csv",
      encoding: "utf-8",
      headerLine: 1,
      headers: fields,
      fields,
      units: fields.map(() => null),
      findings: [],
    },
    context: { today: "2026-11-20", department: { code: "mzj", uscc: null }, ...lookups(() => null) },
  });
  const checked = checker.check(rows.map((cells, at) => ({ line: at + 2, cells })));
  return [...checked, ...checker.finish()].map(({ values }) => values);
}

test("few are hidden with the money beside them, and the record says so", () => {
  expect(
    stored(
      ["甲", "2", "4000.5", "12.5", "1", "80"],
      ["乙", "3", "4000.5", "0.0002", "2", "80"],
      ["丙", "0", "0", "12.5", "2", "80"],
    ),
  ).toEqual([
    {
      station: "甲",
      visits: null,
      paid: null,
      residents: "12.5",
      places: 1,
      area2: "80",
      isSuppressed: true,
    },
    { station: "乙", visits: 3, paid: null, residents: null, places: 2, area2: "80", isSuppressed: true },
    { station: "丙", visits: 0, paid: "0", residents: "12.5", places: 2, area2: "80", isSuppressed: false },
  ]);
});
