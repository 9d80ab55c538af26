/** `node src/main.ts <page> [value]` shows a page as lines of text. */
import { copyFeed } from "./copy.ts";
import { department } from "./department.ts";
import { enterprise } from "./enterprise.ts";
import { home } from "./home.ts";
import { openHub, type Hub } from "./hub.ts";
import { newPenalties } from "./new-penalties.ts";
import { search } from "./search.ts";
import { town } from "./town.ts";

const PAGES: Readonly<Record<string, (hub: Hub, value: string) => Promise<readonly string[]>>> = {
  home,
  enterprise,
  town,
  department,
  search,
  copy: copyFeed,
  live: (hub) => newPenalties(hub, "0", 2),
};

const [name = "home", value = ""] = process.argv.slice(2);
const page = PAGES[name];
if (!page) throw new Error(`There is no page ${name}: ${Object.keys(PAGES).join(", ")}`);
const hub = openHub(process.env["GRAPH_URL"] ?? "http://127.0.0.1:4000/graphql/public");
for (const line of await page(hub, value)) process.stdout.write(`${line}\n`);
await hub.close();
