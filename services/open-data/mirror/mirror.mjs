/**
 * Keeps a copy of a dataset: each run takes over what has changed since the one before.
 *
 * node mirror.mjs http://127.0.0.1:4000/data/enforcement.penalties/changes penalties.json
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

const [source, file] = process.argv.slice(2);

async function takeOver(since, records) {
  const address = new URL(source);
  address.searchParams.set("since", since);
  for (let next = address; ;) {
    const page = await fetch(next);
    const text = await page.text();
    if (page.status === 409 && JSON.parse(text).code === "HISTORY_OTHER") return takeOver("0", {});
    if (!page.ok) throw new Error(text);
    for (const line of text.split("\n").filter(Boolean)) {
      const { kind, id, record } = JSON.parse(line);
      if (kind === "REMOVED") delete records[id];
      else records[id] = record;
    }
    const more = /<(.+)>; rel="next"/.exec(page.headers.get("link") ?? "");
    if (!more) return { since: page.headers.get("tongcha-next-since"), records };
    next = new URL(more[1], next);
  }
}

const copy = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { since: "0", records: {} };
writeFileSync(`${file}.new`, JSON.stringify(await takeOver(copy.since, copy.records)));
renameSync(`${file}.new`, file);
