/** The registry as a gateway's source of revisions; the gateway reports to it which one it serves. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { HubError } from "#schema/errors.js";
import { createOutage, type OutageListener } from "#schema/runtime/outage.js";
import { VERSION } from "#schema/runtime/version.js";
import type { GraphSource } from "../graph/graph-source.js";
import type { RolloutState } from "../graph/rollout.js";
import type { RegistryDatabase } from "../database.js";
import { forgetGateway, reportGateway } from "./store/gateways.js";
import { LATEST_NUMBER, latestNumber, readRevision, REVISION_CHANNEL } from "./store/revision-rows.js";

const REPORT_EVERY_MS = 20_000;

/** `read` rejects with REVISION_UNKNOWN. */
export function createRegistrySource(
  database: RegistryDatabase,
  listener: OutageListener,
): Omit<GraphSource, "follow"> {
  const { pool } = database;
  const gateway = { id: randomUUID(), host: hostname(), process: process.pid, version: VERSION };
  let last: RolloutState | null = null;
  let reporting = Promise.resolve();
  const outage = createOutage(listener);
  const report = (state: RolloutState): void => {
    last = state;
    reporting = reporting
      .then(() => reportGateway(pool, { ...gateway, ...state }))
      .then(outage.succeeded, outage.failed);
  };
  return {
    latest: async () => (await latestNumber(pool)) ?? 0,
    read: async (number) => {
      const revision = await readRevision(pool, number);
      if (!revision) throw new HubError("REVISION_UNKNOWN", { number });
      const { supergraph, members } = revision;
      return {
        supergraph,
        members: members.map(({ subgraph: name, url, owner, sdl }) => ({ name, url, owner, sdl })),
      };
    },
    watch: (onNumber) => {
      const watch = database.watch({ channel: REVISION_CHANNEL, latest: LATEST_NUMBER, onNumber });
      const timer = setInterval(() => {
        if (last) report(last);
      }, REPORT_EVERY_MS).unref();
      return async () => {
        clearInterval(timer);
        await watch.end();
        await reporting;
        await forgetGateway(pool, gateway.id).catch(outage.failed);
      };
    },
    report,
  };
}
