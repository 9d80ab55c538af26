/** Run as a process: reads so many thousand rows of GBK, and writes the process's largest memory in MiB. */
import iconv from "iconv-lite";
import { READ_LIMITS, readFeed } from "./read-feed.js";
import { contract, HEADER } from "./reading.test-data.js";

async function* pieces(count: number): AsyncGenerator<Uint8Array, void, undefined> {
  yield iconv.encode(`${HEADER}\n`, "gb18030");
  const piece = iconv.encode("示例餐饮有限公司,0.5,2020-06-03\n".repeat(1_000), "gb18030");
  for (let at = 0; at < count; at += 1) yield piece;
}

const { batches } = await readFeed(contract, pieces(Number(process.argv[2])), READ_LIMITS);
for await (const _ of batches) continue;
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
