import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../../test/start-hub.js";

const SAMPLES = new URL("../../../services/services-guide/samples/", import.meta.url);

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

async function findings(
  feed: string,
  department: string,
  ...lines: readonly string[]
): Promise<readonly (readonly [number | null, string | null, string])[]> {
  const token = await hub.token("clerk", department);
  const { body } = await hub.submit(`services-guide.${feed}`, lines.join("\n"), token);
  return (body.findings ?? [])
    .filter(({ severity }) => severity !== "INFO")
    .map(({ row, field, code }) => [row, field, code]);
}

test("an item says where to go, what to bring, how long it takes and by which power", async () => {
  const data =
    await ask(`{ serviceItems(where: { organCode: { eq: "scjgj" }, itemType: { eq: LICENSING } }, first: 1) { nodes {
    name organ { code } power { powerCode serviceItems { nodes { name } } } places { name area { code } }
    materials { nodes { name reviewStandard item { name } } } steps { nodes { order stage isCounted } } } }
    department(code: "scjgj") { serviceItems { totalCount } } area(code: "110118001") { servicePlaces { nodes { name } } } }`);
  const item = valueAt(data, "serviceItems", "nodes", 0);
  const name = valueAt(item, "name");
  expect(item).toEqual({
    name: "示例经营许可（第1项）",
    organ: { code: "scjgj" },
    power: { powerCode: "A2800002", serviceItems: { nodes: [{ name }] } },
    places: [{ name: "示例区政务服务中心", area: { code: "110118001" } }],
    materials: {
      nodes: ["示例申请书", "示例场所证明", "示例资格证书"].map((material) => ({
        name: material,
        reviewStandard: expect.stringContaining("常见问题"),
        item: { name },
      })),
    },
    steps: {
      nodes: ["申请", "受理", "审查", "现场核查", "决定", "送达"].map((stage, at) => ({
        order: at + 1,
        stage,
        isCounted: stage !== "现场核查",
      })),
    },
  });
  expect(Number(valueAt(data, "department", "serviceItems", "totalCount"))).toBe(28);
  expect(valueAt(data, "area", "servicePlaces", "nodes", 0)).toEqual({ name: "示例区政务服务中心" });
});

test("a public service has no power, nor has an item whose power no list has", async () => {
  const data = await ask(
    '{ serviceItems(where: { organCode: { eq: "rsj" } }) { nodes { itemType powerCode power { name } } } }',
  );
  const items = Object.values(valueAt(data, "serviceItems", "nodes") ?? []);
  expect(items.length).toBeGreaterThan(3);
  expect(items.map((item) => valueAt(item, "power"))).toEqual(items.map(() => null));
  expect(items.some((item) => valueAt(item, "powerCode") !== null)).toBe(true);
});

test("a messy list of items is found fault with as its golden file says", async () => {
  const { body } = await hub.submit(
    "services-guide.items",
    readFileSync(new URL("faulty/items.csv", SAMPLES)),
    await hub.token("clerk", "zwfwj"),
  );
  const found = body.findings?.map(({ row, field, value, code, severity, message }) => ({
    row,
    field,
    value,
    code,
    severity,
    message,
  }));
  expect(found).toEqual(JSON.parse(readFileSync(new URL("faulty/items.findings.json", SAMPLES), "utf8")));
});

test("an item or a power that rests on a policy document names one that is published, by either number, and is told when it is over", async () => {
  const power =
    "职权编码,职权名称,职权类型,实施依据,依据的政策文件,实施主体,实施主体统一社会信用代码,责任事项,追责情形,收费";
  const told = async (numbers: string): Promise<unknown> => {
    const { body } = await hub.submit(
      "enforcement.powers",
      [
        power,
        `C2800001,示例职权,行政处罚,《示例法》第一条,${numbers},北京市密云区人力资源和社会保障局,11110118YL9000094A,立案,违法的,不收费`,
      ].join("\n"),
      await hub.token("clerk", "rsj"),
    );
    return (body.findings ?? [])
      .filter(({ field }) => field === "policyNumbers")
      .map(({ code, message }) => [code, /文件“([^”]*)”/.exec(message)?.[1]]);
  };
  expect(await told("密人力示例发[2026]99号；SL-RSJ/ZK-2026-000998")).toEqual([]);
  expect(await told("密人力示例发〔2025〕84号；SL-RSJ/ZK-2026-000999")).toEqual([
    ["POLICY_OVER", "密人力示例发〔2025〕84号"],
  ]);
  expect(await told("密人力示例发〔2026〕99号；密示例发〔2020〕1号")).toEqual([
    ["POLICY_UNKNOWN", "密示例发〔2020〕1号"],
  ]);
});

test("materials, steps and charges belong to an item of the department, and leave nothing open", async () => {
  const { serviceItems } = Object(
    await ask(
      '{ serviceItems(where: { organCode: { in: ["scjgj", "wjw"] } }, first: 100) { nodes { itemCode organCode promiseDays } } }',
    ),
  );
  const codeOf = (organ: string): string =>
    String(
      valueAt(
        Object.values(valueAt(serviceItems, "nodes") ?? []).find(
          (item) => valueAt(item, "organCode") === organ,
        ),
        "itemCode",
      ),
    );
  const [own, anothers] = [codeOf("scjgj"), codeOf("wjw")];
  const material =
    "实施编码,排序,材料名称,材料类型,材料必要性,材料形式,来源渠道,要求提供材料的依据,审查标准,数据共享来源,空白表格";
  expect(
    await findings(
      "materials",
      "scjgj",
      material,
      `${own},1,其他材料,原件,必要,纸质,申请人自备,《示例法》第一条,齐全,,`,
      `${own},2,营业执照,复印件,必要,纸质,政府部门核发,《示例法》第一条,一致,市大数据平台,`,
      `${own},3,申请书,原件,必要,纸质,申请人自备,按规定,齐全,,ftp://example.com/1`,
      `${anothers},1,申请书,原件,必要,纸质,申请人自备,《示例法》第一条,齐全,,`,
      "X1,1,申请书,原件,必要,纸质,申请人自备,《示例法》第一条,齐全,,",
    ),
  ).toEqual([
    [2, "name", "SM-01"],
    [3, "sharedBy", "SM-02"],
    [4, "legalBasis", "SM-03"],
    [4, "blankForm", "SM-04"],
    [5, "itemCode", "SM-12"],
    [6, "itemCode", "SM-11"],
  ]);
  const step =
    "实施编码,步骤序号,办理环节,办理步骤,办理时限,办理时限单位,审查标准,是否特别程序,是否计入时限,特别程序依据";
  expect(
    await findings(
      "steps",
      "scjgj",
      step,
      `${own},1,检测,检测,3,工作日,合格,是,否,`,
      `${own},2,审查,审查,3,工作日,合格,否,否,《示例法》`,
    ),
  ).toEqual([
    [2, "basis", "SG-31"],
    [3, "isSpecial", "SG-31"],
  ]);
  expect(
    await findings(
      "steps",
      "scjgj",
      step,
      `${own},1,受理,受理,5,工作日,齐全,否,是,`,
      `${own},2,审查,审查,4,工作日,合格,否,是,`,
    ),
  ).toEqual([[3, "limit", "SG-32"]]);
  expect(
    await findings(
      "fees",
      "scjgj",
      "实施编码,收费项目名称,收费标准,收费依据",
      `${own},工本费,10元,按规定收取`,
    ),
  ).toEqual([[2, "basis", "SG-41"]]);
});

test("a choice of an intermediary leads to its call, to who has the project and to who was chosen", async () => {
  const data = await ask(
    "{ intermediaryNotices(where: { kind: { eq: SELECTION } }, first: 1) { nodes { noticeNumber refersTo owner { code } call { kind followedBy { nodes { noticeNumber } } } party { intermediaryServices(first: 1) { nodes { kind } } } } } }",
  );
  const notice = valueAt(data, "intermediaryNotices", "nodes", 0);
  expect(notice).toMatchObject({
    owner: { code: "jtj" },
    call: { kind: "DEMAND", followedBy: { nodes: [{ noticeNumber: valueAt(notice, "noticeNumber") }] } },
    party: { intermediaryServices: { nodes: [{ kind: "SELECTION" }] } },
  });
  const header =
    "公告编号,公告类型,原公告编号,项目名称,项目业主,项目业主统一社会信用代码,中介服务事项,资金来源,预算金额（元）,选取方式,报名截止日期,联系电话,公告日期,中选机构,中选机构统一社会信用代码,中选金额（元）,交易平台链接";
  const row = (start: string, end: string): string =>
    `${start},示例项目,北京市密云区交通局,11110118YL900014X8,测绘,财政资金,100,随机抽取,${end}`;
  expect(
    await findings(
      "intermediary-notices",
      "jtj",
      header,
      row("T-1,采购公告,", "2026/6/2,010-00000000,2026/6/1,,,,"),
      row("T-2,中选结果,", "2026/6/20,010-00000000,2026/6/1,,,101,ftp://x"),
    ),
  ).toEqual([
    [2, "signUpUntil", "ZJ-05"],
    [3, "refersTo", "ZJ-01"],
    [3, "selectedUscc", "ZJ-03"],
    [3, "platformUrl", "ZJ-07"],
    [3, "priceYuan", "ZJ-04"],
  ]);
  expect(
    await findings(
      "intermediary-notices",
      "jtj",
      header,
      row("T-3,终止,NO-SUCH", "2026/6/20,010-00000000,2026/6/1,,,,"),
    ),
  ).toEqual([[2, "refersTo", "ZJ-02"]]);
});

test("a guide leads by its answers to the item and to what to bring, and to nothing by others", async () => {
  const step = async (answers: readonly number[]): Promise<unknown> =>
    valueAt(
      await ask(
        'query ($answers: [Int!]!) { serviceGuide(name: "我要开一家示例店", answers: $answers) { question choices { order label } answers { label } item { name } neededMaterials { name } } }',
        { answers },
      ),
      "serviceGuide",
    );
  expect(await step([])).toMatchObject({
    question: "店铺的类型是什么？",
    answers: [],
    item: null,
    neededMaterials: [],
  });
  expect(await step([1])).toMatchObject({ question: "您是新办还是变更？", answers: [{ label: "餐饮店" }] });
  expect(await step([1, 1])).toEqual({
    question: null,
    choices: [],
    answers: [{ label: "餐饮店" }, { label: "新办" }],
    item: { name: "示例经营许可（第1项）" },
    neededMaterials: [{ name: "示例申请书" }, { name: "示例场所证明" }],
  });
  expect(await step([1, 2])).toMatchObject({
    neededMaterials: ["示例申请书", "示例场所证明", "示例资格证书"].map((name) => ({ name })),
  });
  expect([await step([9]), await step([1, 1, 1])]).toEqual([null, null]);
  const header = "导引名称,问题编号,问题,选项序号,选项,下一问题编号,办理事项编码,所需材料";
  const item = String(
    valueAt(
      await ask('{ serviceItems(where: { organCode: { eq: "scjgj" } }, first: 1) { nodes { itemCode } } }'),
      "serviceItems",
      "nodes",
      0,
      "itemCode",
    ),
  );
  expect(
    await findings(
      "questions",
      "scjgj",
      header,
      "甲,1,问,1,答,2,X,",
      "甲,1,问,2,答,,NO-SUCH,",
      `甲,1,问,3,答,,${item},不存在的材料`,
    ),
  ).toEqual([
    [2, "next", "DY-01"],
    [2, "itemCode", "DY-02"],
    [3, "itemCode", "DY-02"],
    [4, "materials", "DY-03"],
  ]);
  expect(await findings("questions", "scjgj", header, "甲,1,问,1,答,2,,", "甲,2,问,1,答,1,,")).toEqual([
    [2, "next", "DY-12"],
  ]);
  expect(
    await findings("questions", "scjgj", header, "甲,1,问,1,答,7,,", `甲,1,问,2,答,,${item},示例申请书`),
  ).toEqual([
    [2, "next", "DY-11"],
    [3, "materials", "DY-14"],
  ]);
});

test("one question from an audience finds services, policies and subsidies, and what a town has", async () => {
  const guide = readFileSync(new URL("../README.md", SAMPLES), "utf8");
  const question = [...guide.matchAll(/```graphql\n([^]*?)```/g)]
    .map(([, text = ""]) => text)
    .find((text) => text.includes("employmentSubsidies"));
  const data = await ask(question ?? "");
  const found = [
    ["serviceItems", "nodes"],
    ["policyDocuments", "nodes"],
    ["employmentPolicies", "nodes"],
    ["employmentSubsidies", "groups"],
    ["area", "servicePlaces", "nodes"],
  ].map((path) => Object.values(valueAt(data, ...path) ?? {}).length);
  expect(found.every((count) => count > 0)).toBe(true);
  expect(valueAt(data, "serviceItems", "nodes", 0)).toMatchObject({
    name: "示例高校毕业生求职创业补贴申领",
    places: [{ name: "示例区政务服务中心" }],
  });
});
