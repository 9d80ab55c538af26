/** How much clients may ask for, from a setting: `60000/600000/6000000` points a minute by plan, or `off`. */
import { DEFAULT_RATES, PLANS, type RateRules } from "../../gateway/limits/rate/plans.js";
import { HubError } from "#schema/errors.js";
import type { Settings } from "./settings.js";

const OFF = "off";

/** `fallback`: where nothing is set. Null: as often as they like. Throws SETTING_INVALID. */
export function readRateRules(
  { rateLimits }: Pick<Settings, "rateLimits">,
  fallback: RateRules | null = DEFAULT_RATES,
): RateRules | null {
  if (rateLimits === null) return fallback;
  if (rateLimits === OFF) return null;
  const found = /^([1-9]\d{0,11})\/([1-9]\d{0,11})\/([1-9]\d{0,11})$/.exec(rateLimits);
  if (!found)
    throw new HubError("SETTING_INVALID", {
      name: "RATE_LIMITS",
      reason: `应为 点数/点数/点数（${PLANS.join("/")}）或 off`,
      reasonEn: `points/points/points (${PLANS.join("/")}), or off`,
    });
  return { anonymous: Number(found[1]), registered: Number(found[2]), partner: Number(found[3]) };
}
