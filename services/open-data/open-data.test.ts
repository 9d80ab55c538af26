import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { SMALL } from "../../test/prepared.js";
import { startHub, valueAt, type SubmitAnswer, type TestHub } from "../../test/start-hub.js";
import { definition } from "../../test/sample-parks.js";
import { until } from "../../test/until.js";

let hub: TestHub;
let clerk: string;
beforeAll(async () => {
  hub = await startHub(SMALL);
  clerk = await hub.token("clerk", "jtj");
});
afterAll(() => hub.close());

const schemaOf = (...fields: readonly object[]): Readonly<Record<string, unknown>> => ({
  表结构: { fields },
});
const errorsOf = ({ findings }: SubmitAnswer): readonly string[] =>
  (findings ?? []).filter(({ severity }) => severity === "ERROR").map(({ code }) => code);

describe("a dataset that a department put up with a table schema and a file", () => {
  test("is a type of its own in the graph, without a restart, with its joins, filters, order and pages", async () => {
    const answer =
      await hub.query(`{ busLineChanges(where: { kind: { eq: "新开" }, stops: { gte: 10 } }, orderBy: EFFECTIVE_DATE_DESC, first: 2) {
      totalCount pageInfo { hasNextPage endCursor } nodes { __typename number line stops lengthKm note effectiveDate area { name parent { name } } department { name } provenance { row release { approvedBy feed { title } } } } } }`);
    expect(answer.errors).toBeUndefined();
    expect(valueAt(answer.data, "busLineChanges", "nodes", 0)).toMatchObject({
      __typename: "BusLineChange",
      department: { name: "北京市密云区交通局" },
      area: { parent: { name: "密云区" } },
      provenance: { release: { approvedBy: "示例审核员", feed: { title: "公交线路调整" } } },
    });
    expect(valueAt(answer.data, "busLineChanges", "pageInfo", "hasNextPage")).toBe(true);
  });

  test("is added up by its columns and by calendar unit", async () => {
    const { data } = await hub.query(
      "{ busLineChanges { groups(by: [KIND], every: YEAR, date: EFFECTIVE_DATE) { key { kind } period count values { stops { sum } lengthKm { average } } } all: groups { count values { stops { sum } effectiveDate { min } } } } }",
    );
    const groups = Object.values(valueAt(data, "busLineChanges", "groups") ?? []);
    const total = (path: readonly string[]): number =>
      groups.reduce<number>((sum, group) => sum + Number(valueAt(group, ...path)), 0);
    expect(groups.length).toBeGreaterThan(6);
    expect(valueAt(data, "busLineChanges", "all", 0)).toMatchObject({
      count: total(["count"]),
      values: { stops: { sum: total(["values", "stops", "sum"]) } },
    });
  });

  test("is found by the words of its rows, as a type of the search like any other", async () => {
    const find = async (): Promise<unknown> =>
      (
        await hub.query(
          '{ search(text: "密8路", types: [BUS_LINE_CHANGE]) { nodes { type title record { ... on BusLineChange { line stops department { name } } } } } }',
        )
      ).data;
    let found = await find();
    await until(async () => {
      found = await find();
      return valueAt(found, "search", "nodes", 0) !== undefined;
    });
    expect(valueAt(found, "search", "nodes", 0)).toMatchObject({
      type: "BUS_LINE_CHANGE",
      record: { line: expect.stringContaining("密8路"), department: { name: "北京市密云区交通局" } },
    });
  });

  test("is described in the explorer in Chinese, as its department named its columns", async () => {
    const { data } = await hub.query(
      '{ __type(name: "BusLineChange") { description fields { name description } } }',
    );
    expect(JSON.stringify(data)).toContain("线路长度");
  });

  test("has files that are checked by its constraints, each fault in its cell", async () => {
    const rows = [
      "编号,线路名称,调整类型,乡镇街道,执行日期,站点数,线路长度,说明",
      "GJ-26-1,示例密1路,新开,溪翁庄镇,2026/11/1,10,3.5,",
      "GJ-2026-901,示例密1路,改道,示例镇,2026/11/1,201,3.5,",
      "GJ-2026-902,示例密1路,新开,溪翁庄,2026/11/1,-1,,无",
    ];
    const { body } = await hub.submit("open-data.bus-line-changes", rows.join("\n"), clerk);
    expect(body.findings?.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, "number", "DS-PATTERN"],
      [3, "kind", "DS-ENUM"],
      [3, "stops", "DS-MAXIMUM"],
      [3, "town", "AREA_UNKNOWN"],
      [4, "stops", "DS-MINIMUM"],
    ]);
    expect(body.findings?.[0]?.message).toBe(
      "第2行“编号”：应符合格式 ^(?:GJ-[0-9]{4}-[0-9]{3})$。请改正后重新报送。",
    );
  });

  test("is its department's: another can change neither its definition nor its rows", async () => {
    const other = await hub.token("clerk", "yllhj");
    expect((await hub.submit("open-data.bus-line-changes", "编号\nGJ-2026-903\n", other)).body.code).toBe(
      "FORBIDDEN",
    );
    const { body } = await hub.submit(
      "open-data.datasets",
      definition({ 数据集编码: "bus-line-changes" }),
      other,
    );
    expect(errorsOf(body)).toContain("OD-18");
  });

  test("goes when its definition is withdrawn, and the rest of the graph stays", async () => {
    await hub.publish(
      "open-data.datasets",
      definition({ 类型名: "SamplePark", 列表名: "sampleParks" }),
      "yllhj",
    );
    await hub.publish("open-data.sample-parks", "公园名称,面积(公顷)\n示例公园,12.5\n", "yllhj");
    expect(
      (await hub.query("{ sampleParks { nodes { gongYuanMingCheng mianJiGongQing: mianJiGongQing } } }"))
        .data,
    ).toEqual({ sampleParks: { nodes: [{ gongYuanMingCheng: "示例公园", mianJiGongQing: "12.5" }] } });
    await hub.publish(
      "open-data.datasets",
      definition({
        类型名: "SamplePark",
        列表名: "sampleParks",
        开放属性: "不予开放",
        开放条件或不开放理由: "示例：涉及第三方权益",
      }),
      "yllhj",
    );
    expect((await hub.query("{ sampleParks { totalCount } }")).errors?.[0]?.extensions["code"]).toBe(
      "GRAPHQL_VALIDATION_FAILED",
    );
    const { data } = await hub.query(
      '{ busLineChanges(first: 1) { nodes { number } } dataset(id: "open-data.sample-parks") { openness opennessNote graphType rows } }',
    );
    expect(data).toMatchObject({
      busLineChanges: { nodes: [{}] },
      dataset: { openness: "CLOSED", opennessNote: "示例：涉及第三方权益", graphType: null, rows: 0 },
    });
  });
});

describe("a definition that is written anew", () => {
  const name = { name: "湖名", constraints: { required: true } };
  const area = { name: "面积", fieldName: "size", type: "number" };
  const large = { value: "LARGE", label: "大型", labelEn: "Large" };
  const small = { value: "SMALL", label: "小型", aliases: ["小"], until: "2025-12-31" };
  const pond = { value: "POND", label: "池塘" };
  const kind = { name: "类别", fieldName: "kind", categories: [large, small] };
  const lakes = (table: object, changes: Readonly<Record<string, unknown>> = {}): string =>
    definition({
      数据集编码: "sample-lakes",
      类型名: "SampleLake",
      列表名: "sampleLakes",
      表结构: { primaryKey: ["湖名"], ...table },
      ...changes,
    });
  const closed = { 开放属性: "不予开放", 开放条件或不开放理由: "示例：正在核对" };

  beforeAll(async () => {
    await hub.publish("open-data.datasets", lakes({ fields: [name, area, kind] }), "yllhj");
    await hub.publish("open-data.sample-lakes", "湖名,面积,类别\n示例湖,12.5,小\n", "yllhj");
  });

  test.each<readonly [string, object, readonly string[]]>([
    ["without a column", { fields: [name] }, ["OD-21"]],
    ["with another type", { fields: [name, { ...area, type: "string" }, kind] }, ["OD-21"]],
    ["with another key", { fields: [name, area, kind], primaryKey: ["湖名", "面积"] }, ["OD-22"]],
    ["without its key", { fields: [name, area, kind, { name: "备注" }], primaryKey: [] }, ["OD-22"]],
    ["with another column", { fields: [name, area, kind, { name: "备注" }] }, []],
    ["with fewer codes", { fields: [name, area, { ...kind, categories: [large] }] }, ["OD-30"]],
    ["with a text for codes", { fields: [name, area, { name: "类别", fieldName: "kind" }] }, ["OD-30"]],
    ["with codes for a text", { fields: [{ ...name, categories: [large] }, area, kind] }, ["OD-30"]],
    ["with another code", { fields: [name, area, { ...kind, categories: [large, small, pond] }] }, []],
  ])("%s, is refused where it would undo what is public", async (_, table, codes) => {
    const token = await hub.token("clerk", "yllhj");
    const { body } = await hub.submit("open-data.datasets", lakes(table), token);
    expect(errorsOf(body)).toEqual(codes);
    if (codes.includes("OD-21")) expect(body.findings?.[0]?.message).toContain("面积");
  });

  test("and that its table cannot follow stands back alone: the datasets of others go on", async () => {
    await hub.publish("open-data.datasets", lakes({ fields: [name, area, kind] }, closed), "yllhj");
    await hub.publish("open-data.datasets", lakes({ fields: [name] }), "yllhj");
    expect(hub.logged.join()).toContain("its table cannot follow its definition");
    await hub.publish(
      "open-data.datasets",
      definition({ 数据集编码: "sample-hills", 类型名: "SampleHill", 列表名: "sampleHills" }),
      "yllhj",
    );
    expect((await hub.query("{ sampleHills { totalCount } }")).data).toEqual({
      sampleHills: { totalCount: 0 },
    });
    expect(hub.logged.filter((line) => line.includes("its table cannot follow"))).toHaveLength(1);
    await hub.publish("open-data.datasets", lakes({ fields: [name, area, kind] }), "yllhj");
    expect((await hub.query("{ sampleLakes { nodes { size } } }")).data).toEqual({
      sampleLakes: { nodes: [{ size: "12.5" }] },
    });
  });
});

test("a column of codes is read, filtered, grouped and labelled by its own list or by one of the hub's", async () => {
  const { data, errors } = await hub.query(`{
    policySessions(where: { venue: { eq: COMMUNITY } }) { totalCount nodes { venue title } }
    all: policySessions { groups(by: [VENUE]) { key { venue venueLabel(language: EN) } count } }
    villageItems(where: { rhythm: { eq: QUARTERLY }, committee: { eq: RESIDENTS } }) { nodes { item rhythmLabel committeeLabel } }
    codeLists(names: ["PolicySessionVenue", "DutyRhythm"]) { nodes { name values { code } } }
    dataset(id: "open-data.village-items") { columns { name codeList } } }`);
  expect(errors).toBeUndefined();
  expect(valueAt(data, "policySessions", "totalCount")).toBe(3);
  expect(valueAt(data, "policySessions", "nodes", 0, "title")).toBe("示例低保政策进社区");
  expect(valueAt(data, "all", "groups")).toContainEqual({
    key: { venue: "PARK", venueLabel: "Industrial park" },
    count: 1,
  });
  expect(valueAt(data, "villageItems", "nodes")).toEqual([
    { item: "公益事业经费使用", rhythmLabel: "按季度", committeeLabel: "居民委员会" },
  ]);
  expect(
    Object.values(valueAt(data, "codeLists", "nodes") ?? {}).map((list) => valueAt(list, "name")),
  ).toEqual(["DutyRhythm", "PolicySessionVenue"]);
  expect(valueAt(data, "dataset", "columns")).toContainEqual({ name: "rhythm", codeList: "DutyRhythm" });
  const { body } = await hub.submit(
    "open-data.policy-sessions",
    "活动编号,活动主题,组织单位,举办日期,场所类别,面向对象,提问数,当场答复数\nDY-1,示例,区民政局,2026-11-01,行业协会,企业,1,1\nDY-2,示例,区民政局,2026-11-01,广场,企业,1,1",
    await hub.token("clerk", "zwfwj"),
  );
  const found = (body.findings ?? []).filter(({ severity }) => severity === "ERROR");
  expect(found.map(({ row, field, code }) => [row, field, code])).toEqual([[3, "venue", "VALUE_CODE"]]);
  expect(found[0]?.message).toContain("商会、协会、社区、园区、线上");
});

describe("datasets of the plan's other clauses", () => {
  test("refer to departments, towns, enterprises and each other, have periods and points, and hide the few", async () => {
    const { data, errors } = await hub.query(`{
      newMediaAccounts(where: { platform: { eq: "微博" } }) { nodes { name organ { code } } }
      decongestionProgressRecords(where: { task: { eq: "背街小巷整治" } }) { series(measure: DONE, from: "2026-Q2", to: "2026-Q3") { points { period value } } }
      greeningPlots(where: { kind: { eq: "城市绿地" } }) { nodes { place area { name } fields { name note } } }
      winterSportsEvents(orderBy: NUMBER_ASC) { nodes { placeNumber visits isSuppressed } }
      ruralAidRecords(where: { year: { eq: "2026" }, town: { eq: "石城镇" } }) { nodes { households fundsYuan isSuppressed } }
      smeBases { nodes { party { name } } } }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      newMediaAccounts: { nodes: [{ name: "密云示例教育", organ: { code: "jw" } }] },
      decongestionProgressRecords: {
        series: [
          {
            points: [
              { period: "2026-Q2", value: "15" },
              { period: "2026-Q3", value: "24" },
            ],
          },
        ],
      },
      greeningPlots: { nodes: [{ place: "116.82,40.37", area: { name: "果园街道" } }] },
      ruralAidRecords: { nodes: [{ households: null, fundsYuan: null, isSuppressed: true }] },
    });
    const notes = Object.values(valueAt(data, "greeningPlots", "nodes", 0, "fields") ?? []);
    expect(notes).toContainEqual({ name: "place", note: "先经度，后纬度；坐标系WGS-84" });
    expect(Object.values(valueAt(data, "winterSportsEvents", "nodes") ?? []).at(-1)).toEqual({
      placeNumber: "BX-002",
      visits: null,
      isSuppressed: true,
    });
  });

  test.each([
    [
      "winter-sports-events",
      "tyj",
      "活动编号,活动名称,场地编号,举办日期\nHD-2026-009,示例活动,BX-999,2026-11-01",
      [["placeNumber", "DS-REFERENCE", "ERROR"]],
    ],
    [
      "decongestion-progress",
      "fgw",
      "季度,专项任务,牵头单位,年度目标,累计完成,计量单位\n2026年第四季度,背街小巷整治,区无此局,1,1,条",
      [["lead", "DEPARTMENT_UNKNOWN", "ERROR"]],
    ],
    [
      "decongestion-progress",
      "fgw",
      "季度,专项任务,牵头单位,年度目标,累计完成,计量单位\n第四季度,背街小巷整治,区商务局,1,1,条",
      [["quarter", "PERIOD_YEAR", "ERROR"]],
    ],
    [
      "greening-plots",
      "yllhj",
      '地块编号,名称,类型,面积,位置,完成日期\nLH-2026-009,示例绿地,城市绿地,1,"113.2,23.1",2026-11-01',
      [["place", "DS-PLACE", "WARNING"]],
    ],
  ])(
    "a file of %s is found fault with by what its definition says",
    async (dataset, department, file, found) => {
      const { body } = await hub.submit(`open-data.${dataset}`, file, await hub.token("clerk", department));
      expect(
        (body.findings ?? [])
          .filter(({ severity }) => severity !== "INFO")
          .map(({ field, code, severity }) => [field, code, severity]),
      ).toEqual(found);
    },
  );
});

describe("a definition that is wrong is told so", () => {
  test.each<readonly [string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ["its identifier is no kebab-case", { 数据集编码: "Sample_Parks1" }, ["OD-01"]],
    ["its schema is no JSON", { 表结构: "{fields" }, ["OD-02"]],
    ["it has no fields", { 表结构: { fields: [] } }, ["OD-03"]],
    [
      "it has 300 columns",
      schemaOf(...Array.from({ length: 300 }, (_, at) => ({ name: `c${at}` }))),
      ["OD-04"],
    ],
    ["a name cannot be one", schemaOf({ name: "名称" }, { name: "x", fieldName: "1abc" }), ["OD-05"]],
    [
      "two names collide once they are English",
      schemaOf({ name: "名称" }, { name: "明成", fieldName: "mingCheng" }, { name: "A" }, { name: "a" }),
      ["OD-06", "OD-06"],
    ],
    [
      "a name is reserved",
      schemaOf({ name: "department" }, { name: "ID", fieldName: "id" }),
      ["OD-07", "OD-07"],
    ],
    ["a type is unknown", schemaOf({ name: "名称" }, { name: "图片", type: "image" }), ["OD-08"]],
    [
      "its constraints contradict each other",
      schemaOf({ name: "名称", constraints: { minLength: 9, maxLength: 3 } }),
      ["OD-09"],
    ],
    [
      "a pattern is none, or would run for ever",
      schemaOf(
        { name: "名称", constraints: { pattern: "(" } },
        { name: "编码", constraints: { pattern: "(a)\\1" } },
      ),
      ["OD-10", "OD-10"],
    ],
    [
      "its records would be called by what is no text",
      { 表结构: { fields: [{ name: "名称" }, { name: "面积", type: "number" }], recordTitle: "面积" } },
      ["OD-31"],
    ],
    ["its key is no column", { 表结构: { fields: [{ name: "名称" }], primaryKey: "编号" } }, ["OD-11"]],
    [
      "it refers to what the hub has not",
      {
        表结构: {
          fields: [{ name: "名称" }],
          foreignKeys: [{ fields: "名称", reference: { resource: "streets" } }],
        },
      },
      ["OD-12"],
    ],
    [
      "it refers to a column by which no feed's records are known",
      {
        表结构: {
          fields: [{ name: "名称" }, { name: "线路" }],
          foreignKeys: [
            { fields: "名称", reference: { resource: "open-data.no-such", fields: "number" } },
            { fields: "线路", reference: { resource: "open-data.bus-line-changes", fields: "line" } },
          ],
        },
      },
      ["OD-26", "OD-26"],
    ],
    [
      "a period is of no kind, or no text",
      schemaOf(
        { name: "名称" },
        { name: "周次", period: "week" },
        { name: "季度", type: "date", period: "quarter" },
      ),
      ["OD-23", "OD-23"],
    ],
    [
      "a point does not say its coordinates",
      schemaOf({ name: "位置", type: "geopoint" }, { name: "名称" }),
      ["OD-24"],
    ],
    [
      "coordinates are of no system, or of no point",
      schemaOf(
        { name: "位置", type: "geopoint", coordinates: "BD-09" },
        { name: "名称", coordinates: "WGS-84" },
      ),
      ["OD-24", "OD-24"],
    ],
    [
      "files are named by what is no text, or are neither there nor not",
      schemaOf({ name: "照片", type: "date", files: true }, { name: "名称", files: "是" }),
      ["OD-27", "OD-27"],
    ],
    [
      "its codes are no codes, are twice, are of no text, or of no list of the hub",
      schemaOf(
        { name: "名称" },
        { name: "甲", categories: [{ value: "park", label: "公园" }] },
        {
          name: "乙",
          categories: [
            { value: "A", label: "公园" },
            { value: "B", label: "绿地", aliases: ["公园"] },
          ],
        },
        { name: "丙", type: "date", categories: [{ value: "A", label: "公园" }] },
        { name: "丁", codeList: "AreaKind", constraints: { maxLength: 5 } },
        { name: "戊", categories: [{ value: "A", label: "公园" }], codeList: "AreaKind" },
      ),
      ["OD-28", "OD-28", "OD-28", "OD-28", "OD-28"],
    ],
    [
      "it names a code list that the hub has not",
      schemaOf({ name: "名称" }, { name: "类别", codeList: "ParkKind" }),
      ["OD-29"],
    ],
    [
      "it names another dataset's code list",
      schemaOf({ name: "名称" }, { name: "类别", codeList: "PolicySessionVenue" }),
      ["OD-29"],
    ],
    [
      "its type and its codes would be an enum that the graph has",
      {
        类型名: "Area",
        列表名: "sampleAreas",
        ...schemaOf({ name: "名称" }, { name: "kind", categories: [{ value: "A", label: "公园" }] }),
      },
      ["OD-14", "OD-14", "OD-14"],
    ],
    [
      "its codes would be the enum of another dataset",
      {
        类型名: "PolicySess",
        列表名: "policySessRecords",
        ...schemaOf(
          { name: "名称" },
          { name: "类别", fieldName: "ionVenue", categories: [{ value: "A", label: "公园" }] },
        ),
      },
      ["OD-20"],
    ],
    [
      "it would show fewer persons than the district does",
      { 表结构: { fields: [{ name: "名称" }], fewestShown: 2 } },
      ["OD-25"],
    ],
    ["it speaks of persons", schemaOf({ name: "名称" }, { name: "学生姓名" }), ["OD-13"]],
    [
      "its type or its list is taken by the graph",
      { 类型名: "School", 列表名: "schools" },
      ["OD-14", "OD-14"],
    ],
    ["a type would make names that the graph has", { 类型名: "Page" }, []],
    ["its names are no names", { 类型名: "park" }, ["OD-15"]],
    ["it is closed without a reason", { 开放属性: "不予开放" }, ["OD-16"]],
    ["it is open and has no schema", { 表结构: null }, ["OD-17"]],
    ["nothing in it gives an order", schemaOf({ name: "名称", constraints: { maxLength: 2000 } }), ["OD-19"]],
    ["its names are another dataset's", { 列表名: "busLineChanges" }, ["OD-20"]],
  ])("when %s", async (_, changes, codes) => {
    const { body } = await hub.submit(
      "open-data.datasets",
      definition(changes),
      await hub.token("clerk", "yllhj"),
    );
    expect(errorsOf(body).toSorted()).toEqual([...codes].toSorted());
  });

  test("a pattern made to hang a backtracking engine is checked in linear time", async () => {
    const { status } = await hub.submit(
      "open-data.datasets",
      definition({
        数据集编码: "sample-hang",
        ...schemaOf({ name: "名称", constraints: { pattern: "(a+)+b" } }),
      }),
      clerk,
    );
    expect(status).toBe(201);
  });
});

describe("the catalogue", () => {
  test("has every feed as a dataset, with what its releases say", async () => {
    const { data } = await hub.query(
      `{ datasets(first: 100) { totalCount nodes { id title graphList rows version releaseCount hash issued modified publisher { name } feed { id columns { header } } } } feeds(first: 100) { nodes { id } } }`,
    );
    const nodes = Object.values(valueAt(data, "datasets", "nodes") ?? []);
    const known = Object.values(valueAt(data, "feeds", "nodes") ?? []).map((feed) =>
      String(valueAt(feed, "id")),
    );
    expect(
      nodes.map((node) => String(valueAt(node, "id"))).filter((id) => id !== "open-data.sample-parks"),
    ).toEqual(known.toSorted());
    const buses = nodes.find((node) => valueAt(node, "id") === "open-data.bus-line-changes");
    expect(buses).toMatchObject({
      graphList: "busLineChanges",
      releaseCount: 1,
      publisher: { name: "北京市密云区交通局" },
    });
    expect(Number(valueAt(buses, "rows"))).toBeGreaterThan(30);
  });

  test("is found in by theme, publisher and words, in pages", async () => {
    const { data } = await hub.query(
      '{ a: datasets(where: { theme: TRANSPORT, publisher: "jtj", text: "公交" }) { nodes { id } } b: datasets(first: 1) { pageInfo { endCursor hasNextPage } } }',
    );
    expect(valueAt(data, "a")).toEqual({ nodes: [{ id: "open-data.bus-line-changes" }] });
    const next = await hub.query(
      "query ($after: String) { datasets(first: 1, after: $after) { nodes { id } pageInfo { hasPreviousPage } } }",
      { after: valueAt(data, "b", "pageInfo", "endCursor") },
    );
    expect(next.data).toMatchObject({
      datasets: { nodes: [{ id: "directory.calendar" }], pageInfo: { hasPreviousPage: true } },
    });
  });

  test.each([
    ["ID_ASC"],
    ["ID_DESC"],
    ["MODIFIED_ASC"],
    ["MODIFIED_DESC"],
    ["ROWS_ASC"],
    ["ROWS_DESC"],
    ["ROWS_DESC", "MODIFIED_ASC"],
  ])("reads in the order %s, forwards and backwards alike", async (...orderBy) => {
    const read = async (pages: string, after: unknown): Promise<unknown> => {
      const { data, errors } = await hub.query(
        `query ($orderBy: [DatasetOrder!], $at: String) { datasets(orderBy: $orderBy, where: { openness: UNCONDITIONAL }, ${pages}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        { orderBy, at: after ?? null },
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return valueAt(data, "datasets");
    };
    const idsOf = (page: unknown): readonly string[] =>
      Object.values(valueAt(page, "nodes") ?? []).map((node) => String(valueAt(node, "id")));
    const whole = idsOf(await read("first: 100, after: $at", null));
    const forwards: string[] = [];
    const backwards: string[] = [];
    for (let at: unknown = null, more: unknown = true; more === true;) {
      const page = await read("first: 4, after: $at", at);
      forwards.push(...idsOf(page));
      [at, more] = [valueAt(page, "pageInfo", "endCursor"), valueAt(page, "pageInfo", "hasNextPage")];
    }
    for (let at: unknown = null, more: unknown = true; more === true;) {
      const page = await read("last: 4, before: $at", at);
      backwards.unshift(...idsOf(page));
      [at, more] = [valueAt(page, "pageInfo", "startCursor"), valueAt(page, "pageInfo", "hasPreviousPage")];
    }
    expect(forwards).toEqual(whole);
    expect(backwards).toEqual(whole);
  });

  test.each(["first: 0", "first: 101", "first: 1, last: 1"])("refuses %s", async (pages) => {
    expect((await hub.query(`{ datasets(${pages}) { totalCount } }`)).errors?.[0]?.extensions["code"]).toBe(
      "PAGE_ARGUMENTS",
    );
  });
});
