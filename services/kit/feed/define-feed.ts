/**
 * Defines a feed. The compiler checks the names of key, order, search and totals, and the rows of rules and
 * derived columns, against the columns; the rest is checked when the contract is made.
 */
import type {
  CellsOf,
  Columns,
  DerivedColumn,
  DerivedKinds,
  FeedContract,
  FieldOf,
  Reference,
  RowOf,
  RowRule,
  SearchFields,
  SetMask,
  SetRule,
  StoredKind,
  Totals,
} from "./contract.js";
import type { Agreement } from "./agreement.js";
import { faultOfAgreements } from "./check-agreements.js";
import { faultOfExpectations } from "./check-expectations.js";
import type { Expectation } from "./expectation.js";
import { hashesField, storedFields } from "./stored-fields.js";
import { attachedFiles } from "../values/attached-files.js";
import type { Provision } from "./provision.js";
import { provisionReference } from "./provision-change.js";
import { calendarReference } from "./working-days-in-force.js";
import { isUnitOfPersons, SUPPRESSED } from "./small-cells.js";

type Named =
  | "key"
  | "formerKeys"
  | "naturalKeys"
  | "order"
  | "search"
  | "concerns"
  | "expiresAfter"
  | "totals";
type Defaulted =
  | "derived"
  | "agrees"
  | "expects"
  | "rules"
  | "setRules"
  | "setMasks"
  | "references"
  | "provisions";

/**
 * The definition of a feed. Columns come first: names and rows of all that follows are checked against them.
 */
export interface FeedDefinition<
  Of extends Columns = Columns,
  Derived extends DerivedKinds = DerivedKinds,
> extends Omit<FeedContract, "columns" | Named | Defaulted> {
  readonly columns: Of;
  readonly derived?: { readonly [Field in keyof Derived]: DerivedColumn<Derived[Field], CellsOf<Of>> };
  readonly key: readonly NameIn<Of, Derived>[];
  readonly formerKeys?: readonly (readonly NameIn<Of, Derived>[])[];
  readonly naturalKeys?: readonly NameIn<Of, Derived>[];
  readonly order: { readonly field: NameIn<Of, Derived>; readonly descending: boolean };
  readonly search?: { readonly [Part in keyof SearchFields]: readonly NameIn<Of, Derived>[] };
  readonly concerns?: readonly NameIn<Of, Derived>[];
  readonly expects?: readonly Expectation<NameIn<Of, Derived>>[];
  readonly agrees?: readonly Agreement<NameIn<Of, Derived>>[];
  readonly rules?: readonly RowRule<CellsOf<NoInfer<Of>>>[];
  readonly setRules?: readonly SetRule<RowOf<FeedContract<NoInfer<Of>, NoInfer<Derived>>>>[];
  readonly setMasks?: readonly SetMask<RowOf<FeedContract<NoInfer<Of>, NoInfer<Derived>>>>[];
  readonly totals?: Totals<FieldOf<NoInfer<Of>>>;
  readonly provisions?: readonly Provision[];
  readonly references?: readonly Reference[];
  readonly expiresAfter?: NameIn<Of, Derived>;
}

type Dated = Pick<FeedDefinition, "due" | "smallCells" | "provisions"> & {
  readonly expects?: readonly Pick<Expectation, "due">[];
};

/** `NoInfer`: columns come from `columns` and `derived` alone, whatever name the others use. */
type NameIn<Of, Derived> = FieldOf<NoInfer<Of>> | FieldOf<NoInfer<Derived>>;

/** The default for `Derived`: no derived columns. */
type NoDerived = { readonly [Field in never]: StoredKind };

/**
 * Completes a contract and refuses one that contradicts itself, with a plain Error: it is the developer's to
 * mend.
 */
export function defineFeed<const Of extends Columns, const Derived extends DerivedKinds = NoDerived>(
  definition: FeedDefinition<Of, Derived>,
): FeedContract<Of, Derived> {
  // The kit gives a contract's rules no rows but the contract's own, so whoever works with any contract need
  // not know their columns.
  const contract = {
    expects: [],
    agrees: [],
    rules: [],
    setRules: [],
    setMasks: [],
    concerns: [],
    formerKeys: [],
    naturalKeys: [],
    search: searchOf(definition),
    ...definition,
    derived: {
      ...definition.derived,
      ...(definition.smallCells ? { isSuppressed: SUPPRESSED } : {}),
      ...hashesOf(definition.columns),
    },
    provisions: provisionsOf(definition),
    references: referencesOf(definition),
  } as FeedContract<Of, Derived>;
  const problem = contradiction(contract);
  if (problem) throw new Error(`Feed ${contract.id}: ${problem}`);
  return Object.freeze(contract);
}

/** When a feed is due is one of them, when what it expects is, and how few persons it hides. */
function provisionsOf({ due, expects = [], smallCells, provisions = [] }: Dated): readonly Provision[] {
  const all = [
    ...provisions,
    ...(due.kind === "on-change" ? [] : [due.deadline]),
    ...expects.map((expected) => expected.due.deadline),
    ...(smallCells ? [smallCells] : []),
  ];
  return [...new Set(all)];
}

/** Who asks provisions or reads words of code lists asks what is published of them, and of working days. */
function referencesOf({
  references = [],
  ...definition
}: Dated & Pick<FeedDefinition, "references" | "columns">): readonly Reference[] {
  const hasWords = Object.values(definition.columns).some(({ list }) => list !== undefined);
  const hasProvisions = provisionsOf(definition).length > 0;
  return [
    ...references,
    ...(hasWords || hasProvisions ? [provisionReference] : []),
    ...(hasProvisions ? [calendarReference] : []),
  ];
}

/** By the hash of a file the records are found that name it. */
function hashesOf(columns: Columns): Readonly<Record<string, DerivedColumn>> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([field, { zh, en, files }]) =>
      files
        ? [
            [
              hashesField(field),
              {
                zh: `${zh}（哈希值）`,
                en: `${en}: their hashes`,
                kind: "codes",
                indexed: true,
                exposed: false,
                from: (row) => attachedFiles(row[field]).map(({ sha256 }) => sha256),
              } satisfies DerivedColumn,
            ],
          ]
        : [],
    ),
  );
}

function searchOf({ columns }: { readonly columns: Columns }): SearchFields {
  const texts = Object.keys(columns).filter(
    (field) => columns[field]?.kind === "text" && columns[field].show === "public" && !columns[field].files,
  );
  const [first = Object.keys(columns)[0] ?? "", ...others] = texts;
  return { title: [first], text: others };
}

function contradiction(contract: FeedContract): string | null {
  if (!/^[a-z][a-z-]*\.[a-z][a-z-]*$/.test(contract.id)) return "the id is not <subgraph>.<kebab-case>";
  const all = new Set([...Object.keys(contract.columns), ...Object.keys(contract.derived)]);
  if (all.size !== Object.keys(contract.columns).length + Object.keys(contract.derived).length)
    return "a derived column has the name of a column";
  for (const field of all)
    if (!/^[a-z][A-Za-z0-9]*$/.test(field)) return `the field ${field} is not camelCase`;
  for (const field of contract.key) {
    if (!all.has(field)) return `the key field ${field} does not exist`;
    if (contract.columns[field]?.show === "withheld") return `the key field ${field} is withheld`;
  }
  if (contract.mode !== "snapshot" && !contract.formerKeys.every((former) => hasGrown(contract, former)))
    return "where a file is no whole list, a key may grow by optional columns at its end, and no more";
  for (const [field, { kind, indexed, maxLength }] of Object.entries(contract.columns)) {
    // A btree entry holds 2.7 kB at most: a longer text would pass the checks and fail at its release.
    if (indexed && kind === "text" && maxLength !== undefined && maxLength > 500)
      return `the indexed text ${field} is longer than 500 characters`;
  }
  const order = storedFields(contract).find(({ field }) => field === contract.order.field);
  if (!order?.indexed) return `the order field ${contract.order.field} is not indexed`;
  for (const field of [...contract.search.title, ...contract.search.text, ...(contract.search.whole ?? [])])
    if (!storedFields(contract).some((stored) => stored.field === field && stored.exposed))
      return `records are searched by ${field}, which no reader sees`;
  for (const field of contract.concerns)
    if (!storedFields(contract).some((stored) => stored.field === field && stored.exposed && stored.list))
      return `whom records concern is said by ${field}, which holds no codes that readers see`;
  const uncovered = shownPersons(contract);
  if (uncovered !== undefined)
    return `the column ${uncovered} counts persons: it is hidden where they are few, or says why it is not`;
  for (const field of contract.totals
    ? [contract.totals.field, ...contract.totals.by, ...contract.totals.measures]
    : [])
    if (!contract.columns[field]) return `the totals name ${field}, which is no column`;
  if (
    contract.expiresAfter !== undefined &&
    (contract.columns[contract.expiresAfter] ?? contract.derived[contract.expiresAfter])?.kind !== "date"
  )
    return "expiresAfter is not a date";
  return faultOfExpectations(contract) ?? faultOfAgreements(contract);
}

/** A column that shows how many persons there are, with no word of why. */
function shownPersons({ columns }: FeedContract): string | undefined {
  return Object.keys(columns).find((field) => {
    const column = columns[field];
    return column && isUnitOfPersons(column.unit) && column.show === "public" && !column.shownThoughFew;
  });
}

function hasGrown({ key, columns }: FeedContract, former: readonly string[]): boolean {
  return (
    former.length < key.length &&
    former.every((field, at) => field === key[at]) &&
    key.slice(former.length).every((field) => columns[field]?.required === false)
  );
}
