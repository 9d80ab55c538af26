/**
 * What the law says in numbers, from a day on: how long something is shown, how few people are hidden. It is
 * data beside the contract, newest version first. A supervisor changes or adds to it without a new program, by
 * the reviewed feed `directory.provisions`.
 */
import type { Bilingual, Reference, ReferenceTo, RowContext } from "./contract.js";

export interface Provision<Name extends string = string> {
  /** `kebab-case`: the feed names it so. */
  readonly id: string;
  readonly title: Bilingual;
  /** The day that decides which version holds. */
  readonly by: Bilingual;
  readonly parameters: Readonly<Record<Name, Parameter>>;
  readonly versions: readonly ProvisionVersion<Name>[];
}

/** Its values are whole numbers from 0. */
export interface Parameter extends Bilingual {
  readonly unit: string;
}

export interface ProvisionVersion<Name extends string = string> {
  /** First day on which it holds, `YYYY-MM-DD`; the oldest holds for all days before it too. */
  readonly from: string;
  /** Document, number, clause. */
  readonly basis: string;
  /** Whether somebody read it in the document itself; else it is to be confirmed. */
  readonly isConfirmed: boolean;
  readonly values: Readonly<Record<Name, number>>;
}

/** A published row of `directory.provisions`: one parameter, from a day on. */
export interface ProvisionChange {
  readonly provision: string;
  readonly parameter: string;
  readonly from: string;
  readonly value: number;
  readonly basis: string;
}

export const provisionReference: ReferenceTo<ProvisionChange & { readonly changeKey: string }> & Reference = {
  feed: "directory.provisions",
  column: "changeKey",
};

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

/** A million rows ask: what is published is read once for a check. */
const known = new WeakMap<object, Map<string, readonly ProvisionVersion[]>>();

function versionsOf<Name extends string>(
  provision: Provision<Name>,
  context: Pick<RowContext, "rows">,
): readonly ProvisionVersion<Name>[] {
  const ofContext = known.get(context) ?? new Map<string, readonly ProvisionVersion<Name>[]>();
  known.set(context, ofContext);
  const made = ofContext.get(provision.id) ?? withChanges(provision, changesIn(provision, context));
  ofContext.set(provision.id, made);
  return made;
}

function changesIn(
  { id, parameters }: Provision,
  { rows }: Pick<RowContext, "rows">,
): readonly ProvisionChange[] {
  return rows(provisionReference).flatMap(({ provision, parameter, from, value, basis }) =>
    provision === id && typeof parameter === "string" && parameter in parameters && from && basis
      ? [{ provision, parameter, from, value: Number(value), basis }]
      : [],
  );
}

/** A change holds until the same parameter is changed again, or a version of the program's own begins. */
export function withChanges<Name extends string>(
  { versions }: Provision<Name>,
  changes: readonly ProvisionChange[],
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
