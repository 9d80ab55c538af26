import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../start-hub.js";

const README = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");

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
