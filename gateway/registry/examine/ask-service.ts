/** Queries a service before its publication, by the same guarded client as afterwards. */
import { startLifetime } from "#schema/runtime/lifetime.js";
import { unmetered } from "#schema/runtime/meter.js";
import type { DepartmentOptions } from "../../subgraphs/client-options.js";
import { remoteClient } from "../../subgraphs/subgraph-client.js";
import type { AskService } from "./probe.js";

export function createAskService(options: Omit<DepartmentOptions, "name" | "url">): AskService {
  return async (name, url, query, variables) => {
    const client = remoteClient({ ...options, name, url });
    try {
      return await client.ask(
        { subgraph: name, text: query, name: null, isMutation: false, variables: Object.keys(variables) },
        variables,
        [],
        { caller: null, lifetime: startLifetime(options.timeoutMs), meter: unmetered() },
      );
    } finally {
      await client.close();
    }
  };
}
