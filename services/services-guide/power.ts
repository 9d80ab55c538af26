/**
 * The power that an item exercises: `enforcement.powers`, by the agency's credit code and the power's code.
 * Records of another feed are pointed at by their id, which follows from their key.
 */
import { recordIdOf, type RowContext } from "#kit";
import type { ServiceItemCells } from "./columns/items.js";

export const POWERS = "enforcement.powers";

type NamesPower = Pick<ServiceItemCells, "organUscc" | "powerCode">;

/** The key by which powers are looked up; null for a public service. */
export function powerKeyOf({ organUscc, powerCode }: NamesPower): string | null {
  return powerCode === null ? null : `${organUscc} ${powerCode}`;
}

/** The id of the power's record, whether it is published or not; null where the hub has no powers. */
export function powerIdOf(
  { organUscc, powerCode }: NamesPower,
  { contracts }: Pick<RowContext, "contracts">,
): string | null {
  const powers = contracts.find(({ id }) => id === POWERS);
  return powers === undefined || powerCode === null
    ? null
    : recordIdOf(powers, { agencyUscc: organUscc, powerCode });
}
