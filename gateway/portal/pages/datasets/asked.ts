/** What an address of the catalogue asks for. The graph refuses what it does not know. */
import type { Visit } from "../../app/page";
import type {
  DatasetAudience,
  DatasetOpenness,
  DatasetOrder,
  DatasetsQueryVariables,
  DatasetTheme,
} from "../../graph/public/graphql";
import type { Word } from "../../words";

export interface AskedDatasets {
  readonly text: string | null;
  readonly theme: DatasetTheme | null;
  /** For whom it is. */
  readonly audience: DatasetAudience | null;
  /** The publisher's code. */
  readonly department: string | null;
  readonly openness: DatasetOpenness | null;
  readonly isOverdue: boolean;
  readonly order: DatasetOrder;
}

export const OPENNESS: readonly DatasetOpenness[] = ["UNCONDITIONAL", "CONDITIONAL", "CLOSED"];

/** The first is the usual one. */
export const ORDERS = [
  { order: "MODIFIED_DESC", word: "datasets.byModified" },
  { order: "ROWS_DESC", word: "datasets.byRows" },
  { order: "ID_ASC", word: "datasets.byId" },
] as const satisfies readonly { readonly order: DatasetOrder; readonly word: Word }[];

const SIZE = 50;

export function readAsked({ query }: Pick<Visit, "query">): AskedDatasets {
  return {
    text: query("text"),
    theme: query("theme") as DatasetTheme | null,
    audience: query("audience") as DatasetAudience | null,
    department: query("department"),
    openness: query("openness") as DatasetOpenness | null,
    isOverdue: query("overdue") === "true",
    order: (query("order") as DatasetOrder | null) ?? ORDERS[0].order,
  };
}

export function variablesOf(
  { text, theme, audience, department, openness, isOverdue, order }: AskedDatasets,
  { query, labels }: Pick<Visit, "query" | "labels">,
): DatasetsQueryVariables {
  const before = query("before");
  return {
    where: {
      ...(text !== null && { text }),
      ...(theme !== null && { theme }),
      ...(audience !== null && { audience }),
      ...(department !== null && { publisher: department }),
      ...(openness !== null && { openness }),
      ...(isOverdue && { isOverdue }),
    },
    orderBy: [order],
    ...(before === null ? { first: SIZE, after: query("after") } : { last: SIZE, before }),
    language: labels,
  };
}
