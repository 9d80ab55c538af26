/** Duties follow the releases: after a start, or a release, they are counted a moment later. */
import { valueAt, type TestHub } from "../start-hub.js";
import { until } from "../until.js";

export function untilDutiesAreCounted({ query }: Pick<TestHub, "query">): Promise<void> {
  return until(async () => {
    const { data } = await query("{ dutyBoard { isCurrent } }");
    return valueAt(data, "dutyBoard", "isCurrent") === true;
  }, "the board says that all releases are counted");
}
