/**
 * How far fields have moved from one subgraph to another, from a setting: `new-areas,new-names=10`, all of
 * the requests and 10 % of them.
 */
import type { OverrideShares } from "../../gateway/engine/plan/overrides.js";
import { HubError } from "#schema/errors.js";
import type { Settings } from "./settings.js";

/** Throws SETTING_INVALID. */
export function readOverrideShares({ overrideLabels }: Pick<Settings, "overrideLabels">): OverrideShares {
  const shares = new Map<string, number>();
  for (const given of overrideLabels
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [, label, percent = "100"] = LABEL.exec(given) ?? [];
    if (label === undefined || Number(percent) > 100 || shares.has(label))
      throw new HubError("SETTING_INVALID", {
        name: "OVERRIDE_LABELS",
        reason: `应写作“标签”或“标签=0至100的数”，每个标签一次，填写的是“${given}”`,
        reasonEn: `label, or label=0 to 100, each once; this is '${given}'`,
      });
    shares.set(label, Number(percent));
  }
  return shares;
}

/** A label as `@override` may have it, but `percent(n)`, which says its share itself. */
const LABEL = /^([a-zA-Z][\w\-:./]*)(?:=(\d{1,3}(?:\.\d+)?))?$/;
