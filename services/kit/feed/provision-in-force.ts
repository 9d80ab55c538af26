/**
 * The version of a provision that holds on a day, published changes included (`directory.provisions`).
 */
import type { RowContext } from "./contract.js";
import type { Provision, ProvisionVersion } from "./provision.js";
import { onceFor, provisionReference, type ProvisionChange } from "./provision-change.js";

type NumberChange = Pick<ProvisionChange, "parameter" | "from" | "value" | "basis">;

/** The version that holds on a day, published changes included. */
export function provisionOn<Name extends string>(
  provision: Provision<Name>,
  day: string,
  context: Pick<RowContext, "rows">,
): ProvisionVersion<Name> {
  const versions = versionsOf(provision, context);
  const found = versions.find(({ from }) => from <= day) ?? versions.at(-1);
  if (!found) throw new Error(`The provision ${provision.id} has no version`);
  return found;
}

/** Published provisions are read once for a check, since every one of a million rows asks for them. */
const known = onceFor(() => new Map<string, readonly ProvisionVersion[]>());

/** All versions, newest first, published changes included. */
export function versionsOf<Name extends string>(
  provision: Provision<Name>,
  context: Pick<RowContext, "rows">,
): readonly ProvisionVersion<Name>[] {
  const ofContext = known(context);
  const made = ofContext.get(provision.id) ?? withChanges(provision, changesIn(provision, context));
  ofContext.set(provision.id, made);
  return made;
}

function changesIn(
  { id, parameters }: Provision,
  { rows }: Pick<RowContext, "rows">,
): readonly NumberChange[] {
  return rows(provisionReference).flatMap(({ provision, parameter, from, value, basis }) =>
    provision === id && typeof parameter === "string" && parameter in parameters && from && basis
      ? [{ parameter, from, value: Number(value), basis }]
      : [],
  );
}

/** A change holds until the same parameter is changed again, or a version of the program's own begins. */
function withChanges<Name extends string>(
  { versions }: Provision<Name>,
  changes: readonly NumberChange[],
): readonly ProvisionVersion<Name>[] {
  const days = new Set([...versions.map(({ from }) => from), ...changes.map(({ from }) => from)]);
  return [...days]
    .toSorted()
    .toReversed()
    .flatMap((day) => {
      const own = versions.find(({ from }) => from <= day);
      if (!own) return [];
      const later = changes
        .filter(({ from }) => own.from <= from && from <= day)
        .toSorted((one, other) => (one.from < other.from ? -1 : 1));
      const last = later.at(-1);
      return [
        {
          from: day,
          basis: last?.basis ?? own.basis,
          isConfirmed: last ? true : own.isConfirmed,
          values: {
            ...own.values,
            ...Object.fromEntries(later.map(({ parameter, value }) => [parameter, value])),
          },
        },
      ];
    });
}
