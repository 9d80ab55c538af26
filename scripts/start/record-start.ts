/** With which settings a process began, for the trail: no secret is in it, but one that was changed shows. */
import { createHmac } from "node:crypto";
import { hostname } from "node:os";
import { SYSTEM, type TrailEntry } from "#schema/trail.js";
import type { Database } from "../../services/kit/store/open/database.js";
import { appendTrail } from "../../services/kit/store/write/trail.js";
import { tellSettings, type Settings } from "./settings.js";

export interface Start {
  readonly settings: Settings;
  /** By which fingerprints are made, so that nobody finds a short secret by trying. */
  readonly key: Uint8Array;
  /** The one subgraph that it serves; undefined for a hub or a gateway. */
  readonly only: string | undefined;
}

export function recordStart(database: Database, { settings, key, only }: Start): Promise<void> {
  const fingerprint = (text: string): string =>
    `hmac-sha256:${createHmac("sha256", key).update(text).digest("hex").slice(0, 16)}`;
  const details: TrailEntry["details"] = {
    process: only ?? (settings.hubUrl === null ? "hub" : "gateway"),
    ...tellSettings(settings, fingerprint),
  };
  return database.transaction((client) =>
    appendTrail(client, {
      kind: "HUB_STARTED",
      actor: SYSTEM,
      department: null,
      subject: hostname(),
      details,
    }),
  );
}
