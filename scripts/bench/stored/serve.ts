/**
 * One server as a process of its own: `serve.js hub [url of its database]`, or `serve.js constant <file of
 * the answer> <its tag>`. Says where it serves, and how much CPU it has used whenever it is asked.
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { makeKeys } from "../../start/keys/keys.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { openHub } from "../../start/hub.js";
import { createLog } from "../../start/log.js";
import { publishSamples } from "../../start/publish-samples.js";
import { readSettings } from "../../start/settings.js";
import { bytesOf, listen } from "../gateway/contenders/contender-setup.js";

/** Points that come back faster than anybody asks, so that each answer says the same of them. */
const UNREACHED = "100000000000/100000000000/100000000000";

const [, , kind = "", first, tag = ""] = process.argv;
const origin = kind === "hub" ? await serveHub(first ?? null) : await serveConstant(first ?? "", tag);
process.on("message", () => process.send?.(process.cpuUsage()));
process.on("disconnect", () => process.exit());
process.send?.(origin);

async function serveHub(databaseUrl: string | null): Promise<string> {
  const { url } = await openHub({
    settings: readSettings({ PORT: "0", RATE_LIMITS: process.env["RATE_LIMITS"] ?? UNREACHED }),
    keys: await makeKeys(),
    log: createLog(),
    database: await openDatabase({ url: databaseUrl, directory: ":memory:" }),
    beforeReady: ({ parts }) => publishSamples(parts, () => undefined),
  });
  return url;
}

/**
 * The upper bound of a node:http server: the answer exists before the request, and its tag is simply compared
 * with the one that the client sends.
 */
async function serveConstant(file: string, etag: string): Promise<string> {
  const buffer = await readFile(file);
  return listen(
    createServer((request, response) => {
      const answer = (): void => {
        if (request.headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
        else
          response
            .writeHead(200, {
              "content-type": "application/json; charset=utf-8",
              "content-length": buffer.length,
              etag,
            })
            .end(buffer);
      };
      if (request.method === "POST") bytesOf(request, answer);
      else answer();
    }),
  );
}
