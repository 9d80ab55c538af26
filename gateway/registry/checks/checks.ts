/**
 * All checks of a subgraph's text and of its effect on the graph. `checkSize` runs before them, before the
 * text is parsed.
 */
import type { Finding } from "../../graph/composition/finding.js";
import type { Check } from "./check.js";
import { checkBreaking } from "./breaking.js";
import { checkCost } from "./cost.js";
import { checkCycles } from "./cycles.js";
import { checkLint } from "./lint.js";
import { checkNullability } from "./nullability.js";
import { checkOwnership } from "./ownership.js";
import { checkPowers } from "./powers.js";
import { checkProtection } from "./protection.js";

/** Most reported findings of one rule; a text may violate it at twenty thousand places. */
const MAX_TOLD = 100;

/**
 * Findings are reported in this order. All breaking changes are reported, because each needs its own
 * approval.
 */
export const CHECKS: readonly Check[] = [
  ...[checkPowers, checkOwnership, checkProtection, checkCycles, checkNullability].map(limit),
  checkBreaking,
  ...[checkCost, checkLint].map(limit),
];

function limit(check: Check): Check {
  return async (input) => {
    return [...Map.groupBy(await check(input), ({ code }) => code).values()].flatMap((alike) =>
      alike
        .slice(0, MAX_TOLD)
        .map((finding, index) =>
          index === MAX_TOLD - 1 ? countRest(finding, alike.length - MAX_TOLD) : finding,
        ),
    );
  };
}

function countRest(finding: Finding, rest: number): Finding {
  const {
    message: { zh, en },
  } = finding;
  return rest === 0
    ? finding
    : {
        ...finding,
        message: { zh: `${zh}（另有同类${rest}处）`, en: `${en} (and ${rest} more like this)` },
      };
}
