/**
 * What axe-core finds on a page that keeps somebody from using it (WCAG 2.2 AA and what it holds for good).
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { valueAt } from "./start-hub.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Each with the rule and the element. `rules`: those alone. */
export async function axeFaults(page: Page, rules: readonly string[] = []): Promise<readonly unknown[]> {
  await page.evaluate(AXE);
  const options = rules.length === 0 ? {} : { runOnly: rules };
  const found: unknown = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
  if (Object.keys(valueAt(found, "passes") ?? {}).length === 0)
    throw new Error("axe found nothing to look at");
  return Object.values(valueAt(found, "violations") ?? {}).map((violation) => [
    valueAt(violation, "id"),
    valueAt(violation, "nodes", 0, "html"),
  ]);
}
