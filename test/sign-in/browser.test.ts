/** The sign-in in a real browser: what people see and use, and what pages of other sites try there. */
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Page, Response } from "playwright-core";
import { freePort } from "../../scripts/bench/free-port.js";
import { axeFaults } from "../axe.js";
import { findChromium, openBrowser, type OpenBrowser } from "../open-browser.js";
import { CORE } from "../prepared.js";
import { until } from "../until.js";
import { startHub, valueAt, type TestHub } from "../start-hub.js";
import {
  AUDIENCE,
  CLIENT,
  openDistrictProvider,
  SECRET,
  type DistrictProvider,
} from "./district-provider.js";

const MINE = "{ submissions(first: 1) { totalCount } }";
const chromium = findChromium();

/** Runs in the page: asks the graph as the hub's own pages do. */
const ASK = `(async () => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", "tongcha-session": "1" },
    body: JSON.stringify({ query: ${JSON.stringify(MINE)} }),
  });
  return response.json();
})()`;

(chromium === null ? describe.skip : describe)("at the identity provider", () => {
  let district: DistrictProvider;
  let hub: TestHub;
  let browser: OpenBrowser;
  let page: Page;
  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    district = await openDistrictProvider(url);
    hub = await startHub({
      domains: CORE,
      holds: "directory",
      settings: {
        PORT: String(port),
        PUBLIC_URL: url,
        JWKS_URL: `${district.issuer}/jwks`,
        TOKEN_ISSUER: district.issuer,
        TOKEN_AUDIENCE: AUDIENCE,
        OIDC_CLIENT_ID: CLIENT,
        OIDC_CLIENT_SECRET: SECRET,
        OIDC_RESOURCE: AUDIENCE,
      },
    });
    browser = await openBrowser(chromium ?? "", url);
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
    await district.stop();
  });
  /** The provider is on the same host, and has some, too. */
  const cookiesOfHub = async (): Promise<readonly unknown[]> =>
    (await page.context().cookies(hub.url)).filter(({ name }) => name.startsWith("tongcha-"));
  const isSignedIn = async (): Promise<unknown> =>
    valueAt(await page.evaluate(`fetch("/desk/session").then((response) => response.json())`), "signedIn");

  test("a person who signs in is led back, and no script of a page finds the token", async () => {
    await page.goto(`${hub.url}/desk/sign-in?to=/desk/session`);
    await page.waitForURL(`${hub.url}/desk/session`);
    expect(await isSignedIn()).toBe(true);
    expect(valueAt(await page.evaluate(ASK), "errors")).toBeUndefined();
    expect(
      await page.evaluate("[document.cookie, localStorage.length, sessionStorage.length, location.href]"),
    ).toEqual(["", 0, 0, `${hub.url}/desk/session`]);
    expect(await cookiesOfHub()).toEqual([
      expect.objectContaining({ name: "tongcha-session.0", httpOnly: true, sameSite: "Lax", expires: -1 }),
    ]);
  });

  test("a session that ends while somebody types is begun again in another window, and what is typed stays", async () => {
    await page.goto(`${hub.url}/desk/session`);
    await page.evaluate(`document.body.innerHTML = "<label>说明 <textarea></textarea></label>"`);
    await page.fill("textarea", "写到一半的说明");
    await page.context().clearCookies({ name: "tongcha-session.0" });
    expect(valueAt(await page.evaluate(ASK), "errors", 0, "extensions", "code")).toBe("SESSION_ENDED");
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      page.evaluate(`void window.open("/desk/sign-in?to=/desk/session")`),
    ]);
    await popup.waitForURL(`${hub.url}/desk/session`);
    await popup.close();
    expect(valueAt(await page.evaluate(ASK), "errors")).toBeUndefined();
    expect(await page.inputValue("textarea")).toBe("写到一半的说明");
  });

  test("the desk's own pages lead there to sign in, and to sign out as well", async () => {
    const desk = await browser.newPage();
    desk.setDefaultTimeout(20_000);
    await desk.goto(`${hub.url}/desk`);
    await desk.getByRole("link", { name: "登录", exact: true }).click();
    await desk.waitForURL(`${hub.url}/desk`);
    await desk.getByRole("button", { name: "退出登录" }).click();
    await desk.waitForURL((url) => url.href.startsWith(district.issuer));
    await desk.goto(`${hub.url}/desk`);
    await desk.getByRole("link", { name: "登录", exact: true }).waitFor();
    await desk.context().close();
  });

  describe("a page of another origin, to whose requests the browser adds the cookie", () => {
    let server: Server;
    let other: Page;
    beforeAll(async () => {
      server = createServer((_request, response) =>
        response.setHeader("content-type", "text/html").end("<!doctype html><title>other</title><body>"),
      ).listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      other = await page.context().newPage();
      await other.goto(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`);
    });
    afterAll(async () => {
      await other.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    });

    test("signs nobody out, and hands nothing in, by forms", async () => {
      for (const path of ["/desk/sign-out", "/intake/directory.departments", "/graphql"]) {
        const [answer] = await Promise.all([
          other.waitForResponse(`${hub.url}${path}`),
          other.evaluate(`(() => {
            const form = document.createElement("form");
            Object.assign(form, { method: "post", action: ${JSON.stringify(`${hub.url}${path}`)}, target: "answer" });
            document.body.append(form, Object.assign(document.createElement("iframe"), { name: "answer" }));
            form.submit();
          })()`),
        ]);
        expect([path, (await answer.request().allHeaders())["cookie"]]).toEqual([
          path,
          expect.stringContaining("tongcha-session"),
        ]);
        expect([path, answer.status()]).toEqual([path, 403]);
      }
      expect(await isSignedIn()).toBe(true);
    });

    test("reads nothing, by requests with the cookie or with the header of own pages", async () => {
      const url = JSON.stringify(`${hub.url}/graphql`);
      const tries = [
        `{ credentials: "include" }`,
        `{ credentials: "include", method: "POST", headers: { "tongcha-session": "1", "content-type": "application/json" }, body: "{}" }`,
      ];
      for (const init of tries)
        expect(
          await other.evaluate(
            `fetch(${url} + "?query=" + encodeURIComponent(${JSON.stringify(MINE)}), ${init}).then(() => "read", () => "nothing")`,
          ),
        ).toBe("nothing");
    });

    test("asks over a WebSocket as everybody", async () => {
      const told: unknown = await other.evaluate(`new Promise((resolve, reject) => {
        const socket = new WebSocket(${JSON.stringify(hub.url.replace("http", "ws"))} + "/graphql", "graphql-transport-ws");
        socket.onopen = () => socket.send('{"type":"connection_init"}');
        socket.onerror = reject;
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (message.type !== "connection_ack") return resolve(message);
          socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: ${JSON.stringify(MINE)} } }));
        };
      })`);
      expect(valueAt(told, "payload", 0, "extensions", "code")).toBe("GRAPHQL_VALIDATION_FAILED");
    });
  });

  test("who signs out is led to the provider, and is nobody here", async () => {
    await page.goto(`${hub.url}/desk/session`);
    const left: unknown = await page.evaluate(
      `fetch("/desk/sign-out", { method: "POST" }).then((response) => response.json())`,
    );
    expect(String(valueAt(left, "leaveUrl"))).toContain(district.issuer);
    expect(await isSignedIn()).toBe(false);
    expect(await cookiesOfHub()).toEqual([]);
  });

  test("a refusal is a page that everybody can use", async () => {
    await page.context().clearCookies();
    district.person = null;
    await page.goto(`${hub.url}/desk/sign-in?to=/desk/session`);
    await page.getByText("SIGN_IN_DENIED").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    district.person = "li-si";
    await page.getByRole("link", { name: "重新登录" }).click();
    await page.waitForURL(`${hub.url}/desk/session`);
    expect(await isSignedIn()).toBe(true);
    // Other sites were asked, as they had to be; no policy was violated, and no script failed.
    expect(browser.faults.filter((fault) => !fault.startsWith("asked "))).toEqual([]);
  });
});

(chromium === null ? describe.skip : describe)("as one of the demo's people", () => {
  let hub: TestHub;
  let browser: OpenBrowser;
  beforeAll(async () => {
    hub = await startHub({ domains: CORE, holds: "directory" });
    browser = await openBrowser(chromium ?? "", hub.url);
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
  });

  test("a person is chosen by keyboard, on a page that everybody can use, and is led back", async () => {
    const page = await browser.newPage();
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${hub.url}/desk/sign-in?to=/desk/session`);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${hub.url}/desk/session`);
    expect(await page.evaluate(`fetch("/desk/session").then((response) => response.json())`)).toMatchObject({
      signedIn: true,
      roles: ["reviewer"],
    });
    expect(browser.faults).toEqual([]);
  });

  test("the explorer asks as who has signed in, until that is over", async () => {
    const page = await browser.newPage();
    const ask = async (): Promise<unknown> => {
      await page.goto(`${hub.url}/explorer#query=${encodeURIComponent(MINE)}`);
      const answers: Response[] = [];
      page.on("response", (response) => {
        if (response.request().postData()?.includes("totalCount") === true) answers.push(response);
      });
      // A click before the editor is ready runs nothing
      await until(async () => {
        await page.getByRole("button", { name: /Execute query/ }).click();
        return answers.length > 0;
      }, "the query is run");
      const told: unknown = await answers[0]?.json();
      page.removeAllListeners("response");
      await page.goto("about:blank");
      return valueAt(told, "errors", 0, "extensions", "code") ?? null;
    };
    expect(await ask()).toBe("GRAPHQL_VALIDATION_FAILED");
    await page.goto(`${hub.url}/desk/sign-in?to=/desk/session`);
    await page.getByRole("button", { name: "示例填报员" }).click();
    await page.waitForURL(`${hub.url}/desk/session`);
    expect(await ask()).toBeNull();
    await page.goto(`${hub.url}/desk/session`);
    await page.evaluate(`fetch("/desk/sign-out", { method: "POST" })`);
    expect(await ask()).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});
