import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../start-hub.js";
import { PAGES } from "./pages.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ holds: "samples" });
});
afterAll(() => hub.close());

const open = (path: string): Promise<Response> =>
  fetch(`${hub.url}${path}`, { headers: { accept: "text/html" }, redirect: "manual" });

/** Not pages of the portal: files, the graph itself, and the explorer, which is built apart. */
const OTHER = /^\/(?:data|portal|graphql|explorer)\b/;

test("every link from page to page leads somewhere", async () => {
  const links = new Map<string, string>();
  for (const { name, path } of PAGES) {
    if (!path.startsWith("/")) continue;
    const answer = await open(path);
    // A page that is not there leads to itself, read otherwise.
    if (!answer.ok) continue;
    const page = await answer.text();
    for (const [, href = ""] of page.matchAll(/ href="(\/[^"#]*)/g))
      if (!OTHER.test(href)) links.set(href.replaceAll("&amp;", "&"), name);
  }
  expect(links.size).toBeGreaterThan(100);
  const dead: string[] = [];
  for (const [href, name] of links) {
    const { status } = await open(href);
    if (status >= 400) dead.push(`${href} of ${name}: ${status}`);
  }
  expect(dead).toEqual([]);
});
