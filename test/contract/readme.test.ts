import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, valueAt, type TestHub } from "../start-hub.js";

const ROOT = new URL("../../../", import.meta.url);
const README = readFileSync(new URL("README.md", ROOT), "utf8");

let hub: TestHub;
beforeAll(async () => { hub = await startHub({ samples: true }); });
afterAll(() => hub.close());

test("the README's queries give the README's answers on the samples", async () => {
  const queries = [...README.matchAll(/-d '(\{"query":[\s\S]*?\})'\n/g)].map(([, body]) => String(body));
  const answers = [...README.matchAll(/<!-- answer:\w+ -->\n```json\n([\s\S]*?)\n```/g)].map(([, json]) => JSON.parse(String(json)) as unknown);
  expect(queries).toHaveLength(answers.length);
  for (const [index, body] of queries.entries()) {
    const response = await fetch(`${hub.url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(await response.json()).toEqual(answers[index]);
  }
});

test("the README's subscription gives the README's event on the samples", async () => {
  const [, query = "", event = ""] = /--data-urlencode 'query=\s*([\s\S]*?)'\n```\n<!-- event -->\n```\n([\s\S]*?)\n```/.exec(README) ?? [];
  const aborting = new AbortController();
  const response = await fetch(`${hub.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers: { accept: "text/event-stream" }, signal: aborting.signal });
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk as Uint8Array); // a body of fetch gives bytes
    if (text.includes("data:")) break;
  }
  aborting.abort();
  expect(text.split("\n\n").find((part) => part.startsWith("event:"))).toBe(event);
});

test("the README's standing query is saved, and its Atom feed is there", async () => {
  const [, body = ""] = /--data '(\{"query":[\s\S]*?saveStandingQuery[\s\S]*?\})'\n/.exec(README) ?? [];
  const answer: unknown = await (await fetch(`${hub.url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body })).json();
  const feed = await fetch(`${hub.url}${String(valueAt(answer, "data", "saveStandingQuery", "standingQuery", "atom"))}`);
  expect([feed.status, (await feed.text()).includes("<title>本公司的许可与处罚</title>")]).toEqual([200, true]);
});

/** Some queries are of a dataset that the samples put up, others of a place or party that they name: none may come back empty. */
const EXAMPLES = ["README.md", ...readdirSync(new URL("services/", ROOT)).map((name) => `services/${name}/README.md`)]
  .filter((file) => existsSync(new URL(file, ROOT)))
  .flatMap((file) => [...readFileSync(new URL(file, ROOT), "utf8").matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query], at) => [`${file} ${at + 1}`, String(query)] as const));

test.each(EXAMPLES)("the query of %s is answered on the samples, without an error", async (_, query) => {
  const { data, errors } = await hub.query(query);
  expect(errors).toBeUndefined();
  for (const [field, value] of Object.entries(data ?? {})) expect([field, value]).not.toEqual([field, null]);
});
