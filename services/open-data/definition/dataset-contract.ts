/** A published definition as a contract: from here on a dataset is a feed like any other. */
import {
  areaCode,
  areaReference,
  areaRule,
  checkUscc,
  defineFeed,
  departmentCode,
  departmentReference,
  departmentRule,
  dueMonthly,
  dueQuarterly,
  dueYearly,
  partyId,
  smallCells,
  type CodeList,
  type Columns,
  type DerivedColumn,
  type DueRule,
  type FeedContract,
  type Provision,
  type Reference,
  type ReferenceTo,
  type RowRule,
  type SearchFields,
} from "#kit";
import type { DatasetDefinitionCells } from "../columns/datasets.js";
import { listOf } from "./code-lists.js";
import { masksOf } from "./dataset-masks.js";
import { columnOf, rulesOf, uniqueRule } from "./dataset-column.js";
import {
  readTableSchema,
  type DatasetSchema,
  type FeedKey,
  type ReferenceTarget,
  type SchemaField,
} from "./table-schema.js";

/** What a contract is made of: columns of a definition, its names in the graph, and whose it is. */
interface DatasetDefinition extends Pick<
  DatasetDefinitionCells,
  "datasetId" | "title" | "titleEn" | "description" | "rhythm" | "isAppended" | "tableSchema"
> {
  readonly graphType: string | null;
  readonly graphList: string | null;
  readonly publisherCode: string;
}

/**
 * Null for a definition without a schema, and when what is published is no sound schema any more: a rule that
 * came later would refuse it, or a later hub has no more the code list that it names.
 */
export function datasetContract(
  definition: DatasetDefinition,
  hubLists: readonly CodeList[],
): FeedContract | null {
  const known = contracts.get(JSON.stringify(definition));
  if (known) return known;
  const { graphType, graphList, tableSchema } = definition;
  if (graphType === null || graphList === null || tableSchema === null) return null;
  const schema = readTableSchema(tableSchema);
  if (!("fields" in schema)) return null;
  const lists = new Map<string, CodeList | null>();
  for (const field of schema.fields) {
    const list = listOf(graphType, field, hubLists);
    if (list === undefined) return null;
    lists.set(field.field, list);
  }
  const made = makeContract({ ...definition, graphType, graphList }, schema, lists);
  // The same text gives the same contract, by which the graph is known to need no change.
  contracts.set(JSON.stringify(definition), made);
  return made;
}

const contracts = new Map<string, FeedContract>();

function makeContract(
  definition: DatasetDefinition & { readonly graphType: string; readonly graphList: string },
  { fields, primaryKey, missingValues, recordTitle, fewestShown }: DatasetSchema,
  lists: ReadonlyMap<string, CodeList | null>,
): FeedContract {
  const masks = masksOf(fields);
  const columns = Object.fromEntries(
    fields.map((field) => [
      field.field,
      columnOf(field, missingValues, masks.get(field.field) ?? "public", lists.get(field.field) ?? null),
    ]),
  );
  const references = fields.flatMap(({ field, reference }) =>
    reference ? [{ field, ...joinOf(reference, field, fields) }] : [],
  );
  const ordered = fields.find(({ field }) => columns[field]?.indexed);
  if (!ordered) throw new Error(`The dataset ${definition.datasetId} has no column to be ordered by`);
  return defineFeed({
    id: `open-data.${definition.datasetId}`,
    edition: "1",
    title: { zh: definition.title, en: definition.titleEn },
    description: { zh: definition.description, en: definition.titleEn },
    type: definition.graphType,
    plural: definition.graphList,
    lead: definition.publisherCode,
    submitters: "lead",
    legalBases: [{ title: "GB/T 38664 政务数据开放共享" }],
    due: dueOf(definition),
    ...(masks.size > 0 ? { smallCells: smallCellsOf(definition, fewestShown) } : {}),
    mode: definition.isAppended === true ? "append" : "snapshot",
    columns,
    derived: Object.assign({}, ...references.map(({ derived }) => derived)),
    key: primaryKey.length > 0 ? primaryKey : fields.map(({ field }) => field),
    order: { field: ordered.field, descending: false },
    ...(recordTitle === null ? {} : { search: searchedBy(recordTitle, columns) }),
    rules: [...fields.flatMap(rulesOf), ...references.flatMap(({ rules }) => rules)],
    setRules: fields.filter(({ unique }) => unique).map(uniqueRule),
    references: references.flatMap(({ known }) => known),
  });
}

/** By its title, and by what else of it is text. */
function searchedBy(title: string, columns: Columns): SearchFields {
  const others = Object.keys(columns).filter((name) => {
    const column = columns[name];
    return name !== title && column?.kind === "text" && column.show === "public" && !column.files;
  });
  return { title: [title], text: others };
}

interface Join {
  readonly derived: Readonly<Record<string, DerivedColumn>>;
  readonly rules: readonly RowRule[];
  readonly known: readonly Reference[];
}

/** The effect of a foreign key: the entity in the graph, and a check that it exists. */
const JOINS: Readonly<Record<ReferenceTarget, (field: string, fields: readonly SchemaField[]) => Join>> = {
  areas: (field) => ({
    derived: { areaCode: areaCode(field) },
    rules: [areaRule(field)],
    known: [areaReference],
  }),
  departments: (field) => ({
    derived: {
      organCode: departmentCode(field, { name: "organ", zh: "所指的部门", en: "The department named" }),
    },
    rules: [departmentRule(field)],
    known: [departmentReference],
  }),
  parties: (field, fields) => ({
    derived: { partyId: partyId(field, nameOf(fields)) },
    rules: [
      {
        code: "DS-PARTY",
        severity: "ERROR",
        text: {
          zh: "应为18位统一社会信用代码。请核对后重新报送。",
          en: "Expected a unified social credit code of 18 characters.",
        },
        check: (row) => (typeof row[field] !== "string" || checkUscc(row[field]).ok ? [] : [{ field }]),
      },
    ],
    known: [],
  }),
};

function joinOf(reference: ReferenceTarget | FeedKey, field: string, fields: readonly SchemaField[]): Join {
  return typeof reference === "string" ? JOINS[reference](field, fields) : toFeed(reference, field);
}

/** A value of another feed's key, which is published. */
function toFeed({ feed, column }: FeedKey, field: string): Join {
  const target: ReferenceTo<Readonly<Record<string, string>>> = { feed, column };
  return {
    derived: {},
    rules: [
      {
        code: "DS-REFERENCE",
        severity: "ERROR",
        text: {
          zh: "{feed} 中没有“{value}”。请核对，或先报送该事项。",
          en: "{feed} has no {value}: check it, or hand that in first.",
        },
        check: (row, { lookup }) => {
          const value = row[field];
          return typeof value !== "string" || lookup(target, value)
            ? []
            : [{ field, details: { feed, value } }];
        },
      },
    ],
    known: [target],
  };
}

/** The district's threshold, or the dataset's own, which is higher. */
function smallCellsOf(
  { datasetId }: Pick<DatasetDefinition, "datasetId">,
  fewestShown: number | null,
): Provision<"fewestShown"> {
  return fewestShown === null
    ? smallCells
    : {
        ...smallCells,
        id: `${datasetId}-small-cells`,
        versions: [{ ...CATALOGUE, basis: "数据集定义中的最低公开人数", values: { fewestShown } }],
      };
}

/** The column that names an enterprise, if one says so. */
function nameOf(fields: readonly SchemaField[]): string | null {
  return (
    fields.find(
      ({ title, type, reference }) =>
        type === "string" &&
        reference === null &&
        /(?:企业|单位|公司|机构|商户|主体|法人)(?:的?名称)?$|^名称$/.test(title),
    )?.field ?? null
  );
}

/** By the rhythm that the department chose in the catalogue. */
function dueOf({ datasetId, rhythm }: Pick<DatasetDefinition, "datasetId" | "rhythm">): DueRule {
  const id = `${datasetId}-dataset-deadline`;
  switch (rhythm) {
    case "MONTHLY":
      return dueMonthly(id, [{ ...CATALOGUE, values: { workingDay: 10 } }]);
    case "QUARTERLY":
      return dueQuarterly(id, [{ ...CATALOGUE, values: { workingDay: 10 } }]);
    case "YEARLY":
      return dueYearly(id, [{ ...CATALOGUE, values: { month: 1, day: 31 } }]);
    default:
      return { kind: "on-change" };
  }
}

const CATALOGUE = { from: "2020-01-01", basis: "数据集目录登记的更新周期", isConfirmed: false } as const;
