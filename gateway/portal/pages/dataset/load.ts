/**
 * All that the page of a dataset shows. What the address asks wrongly is told in its place: the rest stays.
 */
import { PageUnknown, type Visit } from "../../app/page";
import { GraphFault, isAskedWrongly } from "../../data/ask";
import {
  DatasetDocument,
  DatasetGroupsDocument,
  DatasetPointsDocument,
  DatasetRecordsDocument,
  DatasetSurroundingsDocument,
  type DatasetQuery,
  type DatasetRecordsQuery,
  type DatasetSurroundingsQuery,
} from "../../graph/public/graphql";
import { loadTowns, type PlacedTown } from "../../parts/town-map/load-towns";
import { pointsIn, pointColumns, type Points } from "./points-of";
import { momentOf, readAsked, usualColumns, whereOf, type Asked, type Column } from "./asked";
import { groupsAsked, type Group } from "./chart-groups";

export type Dataset = NonNullable<DatasetQuery["dataset"]>;
type Of<Query extends { readonly dataset: object | null }> = NonNullable<Query["dataset"]>;
export type Release = Of<DatasetSurroundingsQuery>["feed"]["releases"]["nodes"][number];
export type CodeList = DatasetSurroundingsQuery["codeLists"]["nodes"][number];
export type Records = Of<DatasetRecordsQuery>;
export type Page = NonNullable<Records["table"]>;

export interface Refusal {
  readonly message: string;
  readonly english: string | null;
}

export interface DatasetPage {
  readonly dataset: Dataset;
  readonly asked: Asked;
  /** The columns of the table. */
  readonly shown: readonly Column[];
  readonly records: Records | Refusal;
  /** Null where no chart is asked for. */
  readonly groups: readonly Group[] | Refusal | null;
  /** Null where no map is asked for. */
  readonly towns: readonly PlacedTown[] | null;
  /** Null where no column says where the records are. */
  readonly points: Points | null;
  readonly codeLists: readonly CodeList[];
  /** Null where there are too many to choose of. */
  readonly departments: readonly { readonly code: string; readonly name: string }[] | null;
  readonly releases: readonly Release[];
  readonly hasMoreReleases: boolean;
  readonly origin: string;
}

export function isRefusal(value: object): value is Refusal {
  return "message" in value;
}

export async function loadDataset(visit: Visit): Promise<DatasetPage> {
  const { ask, param, labels, origin } = visit;
  const id = param("id");
  const { dataset } = await ask(DatasetDocument, { id, language: labels });
  if (!dataset) throw new PageUnknown();
  const { columns } = dataset;
  const asked = readAsked(columns, visit);
  const names = asked.columns ?? usualColumns(columns);
  const part = { id, where: whereOf(columns, asked), asOf: momentOf(asked.asOf), language: labels };
  const { size, before, after } = asked;
  const chart = groupsAsked(asked.chart, columns);
  const located = pointColumns(columns);
  const orderBy = asked.order === null ? null : [asked.order];
  const [around, records, groups, towns, points] = await Promise.all([
    ask(DatasetSurroundingsDocument, {
      id,
      codeLists: [...new Set(columns.flatMap(({ codeList }) => codeList ?? []))],
      language: labels,
    }),
    orRefusal(
      ask(DatasetRecordsDocument, {
        ...part,
        orderBy,
        shown: [...names],
        columns: asked.columns && [...asked.columns],
        ...(before === null ? { first: size, after } : { last: size, before }),
      }),
    ),
    chart && orRefusal(ask(DatasetGroupsDocument, { ...part, ...chart })),
    chart && asked.chart.kind === "map" ? loadTowns(ask) : null,
    located && orRefusal(ask(DatasetPointsDocument, { ...part, orderBy, shown: [...located.shown] })),
  ]);
  const isOpen = dataset.graphList !== null;
  const releases = isOpen ? around.dataset?.feed.releases : null;
  return {
    dataset,
    asked,
    shown: names.flatMap((name) => columns.find((column) => column.name === name) ?? []),
    records: isRefusal(records) ? records : ofDataset(records.dataset),
    groups: groups === null || isRefusal(groups) ? groups : ofDataset(groups.dataset).groups,
    towns,
    points: located && points && !isRefusal(points) ? pointsIn(ofDataset(points.dataset), located) : null,
    codeLists: around.codeLists.nodes,
    departments: around.departments.pageInfo.hasNextPage ? null : around.departments.nodes,
    releases: releases?.nodes ?? [],
    hasMoreReleases: releases?.pageInfo.hasNextPage ?? false,
    origin,
  };
}

async function orRefusal<Answer>(answer: Promise<Answer>): Promise<Answer | Refusal> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof GraphFault) || !isAskedWrongly(error.code)) throw error;
    return { message: error.message, english: error.english };
  }
}

/** It was there a moment ago. */
function ofDataset<Part>(dataset: Part | null): Part {
  if (dataset === null) throw new PageUnknown();
  return dataset;
}
