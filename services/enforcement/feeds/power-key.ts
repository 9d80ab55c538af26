/** A power's code is its own within an agency only: since 2020 the twenty towns enforce the same powers. */
import type { Row } from "#kit";

export function powerKeyOf({ agencyUscc, powerCode }: Row): string {
  return `${String(agencyUscc)} ${String(powerCode)}`;
}
