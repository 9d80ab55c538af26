import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import iconv from "iconv-lite";
import type { Page, WebSocketRoute } from "playwright-core";
import { axeFaults } from "../axe.js";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { EMERGENCY, penaltyCsv, penaltyRow } from "../penalty-file.js";
import { WITH_FILES } from "../prepared.js";
import { startHub, type TestHub } from "../start-hub.js";
import { until } from "../until.js";
import { press, tabTo } from "./keyboard.js";

const PENALTIES = "enforcement.penalties";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ domains: WITH_FILES, holds: "directory" });
});
afterAll(() => hub.close());

test("without scripts the desk says that it needs them, and nothing of anybody's", async () => {
  const page = await (await fetch(`${hub.url}/desk`, { headers: { accept: "text/html" } })).text();
  expect(page).toContain("工作台需要运行脚本");
  expect(page).not.toContain('id="state"');
});

const chromium = findChromium();

(chromium === null ? describe.skip : describe)("in a browser", () => {
  let browser: OpenBrowser;
  let clerk: Page;
  let reviewer: Page;
  beforeAll(async () => {
    browser = await openBrowser(chromium ?? "", hub.url);
    [clerk, reviewer] = [await signIn("示例填报员"), await signIn("示例审核员")];
  });
  afterAll(() => browser.close());

  async function signIn(name: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${hub.url}/desk`);
    await page.getByRole("link", { name: "登录", exact: true }).click();
    await page.getByRole("button", { name }).click();
    await page.getByRole("heading", { name: `${name}，您好` }).waitFor();
    return page;
  }

  /** Chooses a file in GBK, as office programs here write it; opens what was found in it. */
  async function handIn(name: string, text: string): Promise<void> {
    await clerk.goto(`${hub.url}/desk/feeds/${PENALTIES}`);
    await clerk
      .getByLabel("选择文件", { exact: true })
      .setInputFiles({ name, mimeType: "text/csv", buffer: iconv.encode(text, "gb18030") });
    await clerk.getByRole("link", { name: "查看" }).click();
    await clerk.getByRole("heading", { name }).waitFor();
  }

  const publicPage = async (number: number): Promise<number> => {
    const { data } = await hub.query(
      "query ($number: String!) { penalties(where: { decisionNumber: { eq: $number } }) { totalCount } }",
      { number: penaltyRow(number)["decisionNumber"] },
    );
    return Number(Object(data)["penalties"]?.totalCount);
  };

  test("a clerk sees what is due, and which cell of a file is wrong and why", async () => {
    await clerk.goto(`${hub.url}/desk/feeds`);
    await clerk.getByRole("link", { name: "行政处罚", exact: true }).first().click();
    await clerk.getByRole("heading", { name: "报送文件" }).waitFor();
    await handIn(
      "错误.csv",
      penaltyCsv([penaltyRow(1, { fineAmount: "约3", violationFacts: "<b>事实</b>" })]),
    );
    const wrong = clerk.getByRole("textbox", { name: /改正第2行“罚款金额/ });
    expect(await wrong.inputValue()).toBe("约3");
    expect(await clerk.getByRole("button", { name: "送审" }).count()).toBe(0);
    const download = clerk.waitForEvent("download");
    await clerk.getByRole("link", { name: "下载标注了错误的工作簿" }).click();
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  });

  test("a clerk types the right text in place, and the file is checked again with it", async () => {
    await handIn("更正.csv", penaltyCsv([penaltyRow(6, { fineAmount: "约3" })]));
    await clerk.getByRole("textbox", { name: /罚款金额/ }).fill("3");
    await clerk.getByRole("button", { name: "改正1处并重新校验" }).click();
    await clerk.getByRole("button", { name: "送审" }).click();
    await clerk.getByText("已送审，等待审核").waitFor();
    await reviewer.goto(clerk.url());
    await reviewer.getByRole("link", { name: "新增 1" }).waitFor();
  });

  test("from a file to a public record: another person reviews what would change, approves and publishes", async () => {
    expect(await publicPage(2)).toBe(0);
    await handIn(
      "处罚.csv",
      penaltyCsv([penaltyRow(2, { violationFacts: '<img src=x onerror="alert(1)">' })]),
    );
    await clerk.getByRole("button", { name: "送审" }).click();
    await clerk.getByText("已送审，等待审核").waitFor();

    await reviewer.goto(`${hub.url}/desk/submissions?state=SUBMITTED`);
    await reviewer.getByRole("link", { name: "处罚.csv" }).click();
    await reviewer.getByRole("link", { name: "新增 1" }).waitFor();
    // all that becomes public
    await reviewer.getByText('<img src=x onerror="alert(1)">').first().waitFor();
    for (const box of await reviewer.getByRole("checkbox").all()) await box.check();
    await reviewer.getByRole("button", { name: "审核通过" }).click();
    await reviewer.getByRole("button", { name: "发布", exact: true }).click();
    const released = reviewer.getByRole("link", { name: /第\d+次发布/ });
    await released.waitFor();
    expect(await publicPage(2)).toBe(1);
    // the clerk's page told it by itself
    await clerk.getByText("已发布", { exact: true }).first().waitFor();

    await released.click();
    await reviewer.waitForURL((url) => !url.pathname.startsWith("/desk"));
    const citizen = await browser.newPage();
    await citizen.goto(reviewer.url());
    await citizen
      .getByRole("row", { name: String(penaltyRow(2)["decisionNumber"]) })
      .getByRole("link")
      .first()
      .click();
    await citizen.waitForURL(/\/id\/Penalty\//);
    await citizen.getByText('<img src=x onerror="alert(1)">').first().waitFor();
    await citizen.context().close();
  });

  test("while the hub cannot be reached a page stays as it is, and it catches up by itself", async () => {
    await handIn("断网.csv", penaltyCsv([penaltyRow(12)]));
    const submission = new URL(clerk.url()).pathname.split("/").at(-1);
    let failures = 0;
    await clerk.route("**/graphql/internal*", async (route) => {
      failures += 1;
      await route.abort();
    });
    const { errors } = await hub.query(
      "mutation ($id: ID!) { submitForReview(id: $id) { state } }",
      { id: submission },
      await hub.token("clerk", "scjgj", "示例填报员"),
    );
    expect(errors).toBeUndefined();
    await until(() => failures > 1, "it tries again");
    expect(await clerk.getByRole("heading", { name: "断网.csv" }).isVisible()).toBe(true);
    expect(await clerk.getByRole("button", { name: "送审" }).isVisible()).toBe(true);
    await clerk.unroute("**/graphql/internal*");
    await clerk.getByText("已送审，等待审核").waitFor();
  });

  test("all of it goes by the keyboard alone, and the focus is seen at each step", async () => {
    const [writer, reader] = [await browser.newPage(), await browser.newPage()];
    for (const [page, name] of [
      [writer, "示例填报员"],
      [reader, "示例审核员"],
    ] as const) {
      await page.goto(`${hub.url}/desk`);
      await press(page, page.getByRole("link", { name: "登录", exact: true }));
      await press(page, page.getByRole("button", { name }));
      await page.getByRole("heading", { name: `${name}，您好` }).waitFor();
    }
    await press(writer, writer.getByRole("link", { name: "我的报送" }).first());
    await press(writer, writer.getByRole("link", { name: "行政处罚", exact: true }).first());
    const asked = writer.waitForEvent("filechooser");
    await press(writer, writer.getByLabel("选择文件", { exact: true }), "Space");
    await (
      await asked
    ).setFiles({
      name: "键盘.csv",
      mimeType: "text/csv",
      buffer: iconv.encode(penaltyCsv([penaltyRow(9, { fineAmount: "约3" })]), "gb18030"),
    });
    await press(writer, writer.getByRole("link", { name: "查看" }));
    await tabTo(writer, writer.getByRole("textbox", { name: /罚款金额/ }));
    await writer.keyboard.press("Control+A");
    await writer.keyboard.type("3");
    await press(writer, writer.getByRole("button", { name: "改正1处并重新校验" }));
    await press(writer, writer.getByRole("button", { name: "送审" }));
    await writer.getByText("已送审，等待审核").waitFor();

    await press(reader, reader.getByRole("link", { name: "报送记录" }).first());
    await press(reader, reader.getByRole("link", { name: "待审核", exact: true }));
    const waiting = reader.getByRole("row", { name: /键盘\.csv.*待审核/ });
    await press(reader, waiting.getByRole("link"));
    const approve = reader.getByRole("button", { name: "审核通过" });
    await approve.waitFor();
    for (const box of await reader.getByRole("checkbox").all()) await press(reader, box, "Space");
    await press(reader, approve);
    await press(reader, reader.getByRole("button", { name: "发布", exact: true }));
    await press(reader, reader.getByRole("link", { name: /第\d+次发布/ }));
    const row = reader.getByRole("row", { name: String(penaltyRow(9)["decisionNumber"]) });
    await press(reader, row.getByRole("link").first());
    await reader.waitForURL(/\/id\/Penalty\//);
    for (const page of [writer, reader]) await page.context().close();
  });

  test("a reviewer gives a file back, and the clerk reads why", async () => {
    await handIn("退回.csv", penaltyCsv([penaltyRow(3)]));
    await clerk.getByRole("button", { name: "送审" }).click();
    await clerk.getByText("已送审，等待审核").waitFor();
    await reviewer.goto(clerk.url());
    const giveBack = reviewer.getByRole("button", { name: "退回修改" });
    await giveBack.waitFor();
    expect(await giveBack.isDisabled()).toBe(true);
    await reviewer.getByRole("textbox", { name: /意见/ }).fill("文号有误，请核对");
    await reviewer.getByRole("spinbutton", { name: "行" }).fill("2");
    await reviewer.getByRole("textbox", { name: "理由" }).fill("与决定书不符");
    await reviewer.getByRole("button", { name: "添加一行" }).click();
    await giveBack.click();
    await clerk.getByText("原因：文号有误，请核对").waitFor();
    await clerk.getByText("文件第2行：与决定书不符").waitFor();
  });

  test("what moves on before a page could follow it is shown as well", async () => {
    await handIn("迟到.csv", penaltyCsv([penaltyRow(7)]));
    const page = await signIn("示例填报员");
    const connection = Promise.withResolvers<void>();
    await page.routeWebSocket(/graphql/, (socket) => {
      let send = (message: string | Buffer): void => void early.push(message);
      const early: (string | Buffer)[] = [];
      socket.onMessage((message) => send(message));
      void connection.promise.then(() => {
        const server = socket.connectToServer();
        send = (message) => server.send(message);
        early.forEach(send);
      });
    });
    await page.goto(clerk.url());
    await page.getByRole("button", { name: "送审" }).waitFor();
    await clerk.getByRole("button", { name: "送审" }).click();
    await clerk.getByText("已送审，等待审核").waitFor();
    expect(await page.getByText("已送审，等待审核").count()).toBe(0);
    connection.resolve();
    await page.getByText("已送审，等待审核").waitFor();
    await page.context().close();
  });

  test("of several files each is told, the whole file that cannot be read too", async () => {
    await clerk.goto(`${hub.url}/desk/feeds/${PENALTIES}`);
    await clerk.getByLabel("选择文件", { exact: true }).setInputFiles([
      { name: "一.csv", mimeType: "text/csv", buffer: Buffer.from(penaltyCsv([penaltyRow(4)])) },
      { name: "二.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 not a sheet") },
    ]);
    await clerk.locator(".upload li", { hasText: "一.csv" }).getByText("没有错误").waitFor();
    await clerk.locator(".upload li", { hasText: "二.pdf" }).getByText("无法识别的文件").waitFor();
    // the same again leads to what is there
    await clerk.getByLabel("选择文件", { exact: true }).setInputFiles({
      name: "三.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(penaltyCsv([penaltyRow(4)])),
    });
    const again = clerk.locator(".upload li", { hasText: "三.csv" });
    await again.getByText("同一文件已经报送过").waitFor();
    await again.getByRole("link", { name: "查看" }).click();
    await clerk.getByRole("heading", { name: "一.csv" }).waitFor();
  });

  test("a file of 50,000 rows tells how far its check is, and is cancelled", async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => penaltyRow(1_000 + at));
    await clerk.goto(`${hub.url}/desk/feeds/${PENALTIES}`);
    await clerk.getByLabel("选择文件", { exact: true }).setInputFiles({
      name: "五万行.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(penaltyCsv(rows)),
    });
    const upload = clerk.locator(".upload li", { hasText: "五万行.csv" });
    await upload.getByText(/已校验[\d,]+行/).waitFor();
    await upload.getByRole("button", { name: "取消" }).click();
    await upload.getByText("已取消").waitFor();
    await upload.getByRole("link", { name: "查看" }).click();
    await clerk.getByLabel("状态").getByText("已撤回").waitFor();
  });

  test("nothing that was typed is lost when a session ends", async () => {
    const page = await signIn("示例填报员");
    const sockets: WebSocketRoute[] = [];
    await page.routeWebSocket(/graphql/, (socket) => {
      sockets.push(socket);
      socket.connectToServer();
    });
    await page.goto(`${hub.url}/desk/feeds/${PENALTIES}`);
    await page.getByText("下载空白表").waitFor();
    await until(() => sockets.length > 0, "the page follows what moves on");
    await page.context().clearCookies();
    // What it follows is refused from now on.
    const looked = page.waitForRequest("**/desk/session");
    await Promise.all(sockets.map((socket) => socket.close()));
    await looked;
    await page.getByLabel("选择文件", { exact: true }).setInputFiles({
      name: "续报.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(penaltyCsv([penaltyRow(5)])),
    });
    const again = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "在新窗口中登录" }).click();
    const window = await again;
    await window.getByRole("button", { name: "示例填报员" }).click();
    await window.getByText("您已重新登录").waitFor();
    await window.close();
    await page.getByRole("button", { name: "我已登录，继续" }).click();
    await page.locator(".upload li", { hasText: "续报.csv" }).getByText("没有错误").waitFor();
  });

  test("a supervisor sees all departments, what waits, and who did what, all of it verified", async () => {
    const supervisor = await signIn("示例督查员");
    await supervisor.getByRole("link", { name: "全区情况" }).first().click();
    await supervisor.getByRole("table", { name: "各部门的公开任务，按名次" }).waitFor();
    await supervisor.getByRole("table", { name: /共\d+份/ }).waitFor();
    await supervisor.getByRole("link", { name: /市场监督管理局/ }).click();
    await supervisor.getByRole("link", { name: "已发布", exact: true }).click();
    await supervisor.waitForURL(/department=scjgj&state=PUBLISHED/);
    await supervisor.getByRole("link", { name: "处罚.csv" }).waitFor();
    await supervisor.getByRole("link", { name: "操作留痕" }).first().click();
    await supervisor.getByRole("link", { name: "核对全部发布和留痕" }).click();
    await supervisor.getByText(/全部一致/).waitFor();
    for (const path of ["/desk", "/desk/office", "/desk/trail", "/desk/graph", "/desk/graph/enforcement"])
      await isForAll(supervisor, path);
  });

  test("a department reads what another wants to publish, and agrees; its own reviewer is told whom a file concerns", async () => {
    const rules = [
      "报送事项,协商部门,适用条件,期限（工作日）,逾期未反馈,依据,起始日期",
      `${PENALTIES},区市场监管局,,5,不得发布,示例依据,2020-01-01`,
      `${PENALTIES},区应急局,partyName=${penaltyRow(8)["partyName"]},5,视为同意,示例依据,2020-01-01`,
    ].join("\n");
    await hub.publish("disclosure.concurrence-rules", rules, "zwfwj");
    const file = penaltyCsv([penaltyRow(20, {}, EMERGENCY)]);
    await expect(hub.publish(PENALTIES, file, EMERGENCY.code)).rejects.toThrow("CONCURRENCE_PENDING");

    await reviewer.goto(`${hub.url}/desk`);
    await reviewer.getByRole("link", { name: "部门协商" }).first().click();
    await isForAll(reviewer, "/desk/concurrences");
    await reviewer.getByRole("link", { name: "行政处罚", exact: true }).click();
    await reviewer.getByRole("button", { name: "同意发布" }).waitFor();
    await isForAll(reviewer, new URL(reviewer.url()).pathname);
    expect(await reviewer.getByRole("button", { name: "不同意" }).isDisabled()).toBe(true);
    await press(reviewer, reviewer.getByRole("button", { name: "同意发布" }));
    await reviewer.getByRole("cell", { name: "同意", exact: true }).waitFor();
    expect(await reviewer.getByRole("button", { name: "同意发布" }).count()).toBe(0);
    await isForAll(reviewer, "/desk/concurrences");
  });

  test("nothing of a clerk's and a reviewer's pages keeps somebody from using them", async () => {
    await handIn("错误二.csv", penaltyCsv([penaltyRow(7, { fineAmount: "约3" })]));
    await isForAll(clerk, new URL(clerk.url()).pathname);
    for (const path of ["/desk/feeds", `/desk/feeds/${PENALTIES}`, "/desk/submissions"])
      await isForAll(clerk, path);
    await handIn("待审.csv", penaltyCsv([penaltyRow(8)]));
    await clerk.getByRole("button", { name: "送审" }).click();
    await clerk.getByText("已送审，等待审核").waitFor();
    await reviewer.goto(clerk.url());
    await reviewer.getByText(/审核通过后征求.*应急管理局的意见：涉及1条/).waitFor();
    await isForAll(reviewer, new URL(clerk.url()).pathname);
  });

  /** Wide and narrow, light and dark, in usual and in large type. */
  async function isForAll(page: Page, path: string): Promise<void> {
    await page.goto(`${hub.url}${path}`);
    await page.locator(".desk h1").waitFor();
    expect([path, await axeFaults(page)]).toEqual([path, []]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect([path, await axeFaults(page, ["color-contrast"])]).toEqual([path, []]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 360, height: 900 });
    expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, 360]);
    await page.goto(`${hub.url}${path}?view=elder`);
    await page.locator(".desk h1").waitFor();
    expect([path, await axeFaults(page)]).toEqual([path, []]);
    expect([path, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([path, 360]);
    await page.setViewportSize({ width: 1_400, height: 900 });
  }

  test("each sees the sections of their role, and is told what is not theirs", async () => {
    await clerk.goto(`${hub.url}/desk/office`);
    await clerk.getByRole("heading", { name: "您没有此页的权限" }).waitFor();
    expect(await clerk.getByRole("link", { name: "全区情况" }).count()).toBe(0);
  });

  test("nothing outside was asked for, no policy violated, and no script failed", () => {
    expect(browser.faults).toEqual([]);
  });
});
