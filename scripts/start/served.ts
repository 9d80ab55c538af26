/** The services of a process, and how it follows the feeds. */
import type { Gateway } from "../../gateway/open-gateway.js";
import type { RolloutState } from "../../gateway/graph/rollout.js";
import type { AskService } from "../../gateway/registry/examine/probe.js";
import type { CheckKeys } from "../../gateway/rights/check-keys.js";

export interface Served {
  readonly askService: AskService | null;
  /** Which revision of the graph; null where there is no gateway. */
  readonly state: () => Promise<RolloutState | null>;
  /**
   * Number of the latest release that it knows; null while there may be a later one, or where there is no
   * gateway.
   */
  readonly release: () => number | null;
  /** The subgraphs that did not answer their last calls; null for none. */
  readonly degraded: Gateway["degraded"];
  /** Subgraphs whose processes refuse this one's signatures. */
  readonly refusing: CheckKeys;
  /** Makes this process's own subgraphs anew. */
  readonly follow: () => void;
  /** Makes a revision of the graph of them, and serves it. */
  readonly republish: () => Promise<void>;
}
