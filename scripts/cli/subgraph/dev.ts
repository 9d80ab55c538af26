/**
 * `tongcha subgraph dev`: the whole hub on this machine, with a developer's service in its graph. Whenever
 * its schema changes (the file, or what the running service says) it is published here as it would be to the
 * district, and what the registry finds is printed. A schema that is refused leaves the last good graph in
 * place. The database is in memory, and goes with the process.
 */
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { HubError } from "#schema/errors.js";
import type { Log } from "../../../services/kit/graph/resolve/hub-request.js";
import type { Subgraph } from "../../../services/kit/graph/serve/define-subgraph.js";
import { openDatabase } from "../../../services/kit/store/open/database.js";
import { askHub } from "../ask-hub.js";
import { demoPerson } from "../../start/demo-people.js";
import { openHub } from "../../start/hub.js";
import { openKeys } from "../../start/keys/keys.js";
import { publishSamples } from "../../start/publish-samples.js";
import { readSettings } from "../../start/settings.js";
import { printReport, REPORT_FIELDS, type Report } from "./report.js";

export interface DevOptions {
  /** Source of the hub's settings; those of an identity provider and a database server are not read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly name: string;
  /** Address of the service. */
  readonly url: string;
  /** File of its schema; null: the schema that the running service reports. */
  readonly schema: string | null;
  /** The publishing department: a code of the directory. */
  readonly department: string;
  /** Subgraphs of the hub, instead of all. */
  readonly subgraphs?: readonly Subgraph[];
  readonly log: Log;
  readonly say: (text: string) => void;
}

export interface Dev {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const LOOK_EVERY_MS = 500;
const LOOPBACK = "127.0.0.0/8,::1/128";
const PUBLISH = `mutation ($input: SubgraphInput!) { result: publishSubgraph(input: $input) { ${REPORT_FIELDS} } }`;

export async function openDev({
  environment,
  name,
  url,
  schema,
  department,
  subgraphs,
  log,
  say,
}: DevOptions): Promise<Dev> {
  if (!URL.canParse(url))
    throw new HubError("OPTION_INVALID", { option: "--url", wanted: "http://127.0.0.1:4101/graphql" });
  // Whom a change would break is no question here: the only client is the developer.
  const settings = readSettings({
    SUBGRAPH_NETWORKS: LOOPBACK,
    ...environment,
    USAGE_DAYS: "0",
    JWKS_URL: undefined,
    DATABASE_URL: undefined,
  });
  const hub = await openHub({
    settings,
    keys: await openKeys(settings),
    log,
    ...(subgraphs === undefined ? {} : { subgraphs }),
    database: await openDatabase({ url: null, directory: ":memory:" }),
    beforeReady: async ({ parts }) => {
      if (settings.samples) await publishSamples(parts, () => undefined);
    },
  });
  const { askService } = hub;
  if (!askService) throw new Error("This hub has no gateway");
  say(`通查已在本机运行 Tongcha runs here: ${hub.url}/graphql`);

  const publish = async (sdl: string | null): Promise<void> => {
    const token = await hub.issuer.issue(demoPerson("developer", department), 1);
    const { result } = await askHub(
      { settings, environment, parameters: [], options: { hub: hub.url } },
      PUBLISH,
      { input: { name, url, sdl } },
      token,
    );
    const report = result as Report; // the hub's own answer to a query of ours
    say(printReport(report, (subgraph) => (subgraph === name ? (schema ?? subgraph) : subgraph)));
    if (!report.ok)
      say(
        "总图保持上一个可用的版本，保存后自动重试。 The graph stays as it was; save, and it is tried again.",
      );
  };
  let [told, seen, published] = ["", "", ""];
  const look = async (): Promise<void> => {
    const [sdl, { data, errors }] = await Promise.all([
      schema === null ? null : readSchema(schema),
      askService(name, url, "{ _service { sdl } }", {}),
    ]);
    const waiting = data?.["_service"]
      ? ""
      : `等待服务响应 Waiting for the service at ${url}: ${errors?.[0]?.message ?? "_service"}`;
    if (waiting !== told && waiting !== "") say(waiting);
    told = waiting;
    const now = JSON.stringify([sdl, data]);
    // what an editor is saving may be there in part: it counts when it is the same at the next look
    const isSettled = now === seen;
    seen = now;
    if (waiting !== "" || !isSettled || now === published) return;
    published = now;
    await publish(sdl).catch((error: unknown) =>
      say(error instanceof HubError ? `${error.message}\n${error.english}` : String(error)),
    );
  };
  const looking = repeat(look, LOOK_EVERY_MS);
  return {
    url: hub.url,
    close: async () => {
      await looking.stop();
      await hub.close();
    },
  };
}

/** An editor that saves may replace the file: then it is not there for a moment. */
async function readSchema(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

/** Never two at a time; `stop` waits for the last one. */
function repeat(step: () => Promise<void>, pauseMs: number): { readonly stop: () => Promise<void> } {
  const stopped = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await step();
      await delay(pauseMs, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: () => {
      stopped.abort();
      return running;
    },
  };
}
