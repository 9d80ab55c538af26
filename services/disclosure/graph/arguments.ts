/** Arguments that the desk's fields have in common. */
import { HubError } from "#schema/errors.js";

const MOST = 100;

/** How many are asked for; PAGE_ARGUMENTS for less than none and more than 100. */
export function bounded(first: number): number {
  if (first < 0 || first > MOST)
    throw new HubError("PAGE_ARGUMENTS", {
      reason: `first 应为0至${MOST}`,
      reasonEn: `first is between 0 and ${MOST}`,
    });
  return first;
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
