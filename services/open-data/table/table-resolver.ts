/**
 * `Dataset.columns` and `Dataset.table`: any dataset as a table, filtered, ordered and in pages, without its
 * type in the graph.
 */
import {
  Args,
  ArgsType,
  assumedSize,
  cost,
  Ctx,
  describe,
  Directive,
  Field,
  FieldResolver,
  InLanguage,
  nameOfLink,
  Int,
  isValue,
  linkOf,
  ObjectType,
  PageInfoType,
  pointOf,
  Resolver,
  ROOT_LIST,
  Root,
  shownText,
  storedFields,
  type FeedContract,
  type Language,
  type ListArguments,
  type Page,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import type { PageInfo } from "#schema/runtime/pages.js";
import { Dataset } from "../catalogue/dataset-type.js";
import { AskedRecords, noColumn, openContract, recordsAsked } from "./asked.js";
import { columnsOf, type DatasetColumn } from "./columns.js";
import { DatasetColumnType, DatasetRow, type DatasetCell } from "./table-types.js";

/** In points: all records may be counted. */
const COUNT = 20;
const TABLE_SIZE =
  '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["rows"], requireOneSlicingArgument: false)';

@ArgsType()
class TableArguments extends AskedRecords {
  @Field(() => [String], {
    nullable: true,
    description: describe("只要这些列，写字段名；不填为全部", "Only these columns, by name; all unless told"),
  })
  readonly columns?: readonly string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: describe(
      "排序，取自各列的升序和降序，可依次按多项",
      "Orders, as the columns' `ascending` and `descending` have them",
    ),
  })
  readonly orderBy?: readonly string[] | null;
  @Field(() => Int, { nullable: true }) readonly first?: number | null;
  @Field(() => String, { nullable: true }) readonly after?: string | null;
  @Field(() => Int, { nullable: true }) readonly last?: number | null;
  @Field(() => String, { nullable: true }) readonly before?: string | null;
}

interface Table {
  readonly contract: FeedContract;
  readonly language: Language;
  readonly columns: readonly DatasetColumn[];
  readonly page: () => Promise<Page>;
  readonly count: () => Promise<number>;
}

@ObjectType("DatasetTable", {
  description: describe("数据集的一页", "A page of a dataset's table"),
  simpleResolvers: true,
})
class DatasetTable {
  @Directive(assumedSize(20))
  @Field(() => [DatasetColumnType], { description: describe("所取的各列", "The columns that it has") })
  readonly columns: readonly DatasetColumn[] = [];
}

@Resolver(() => Dataset)
export class DatasetTableResolver {
  @Directive(assumedSize(20))
  @FieldResolver(() => [DatasetColumnType], {
    description: describe(
      "各列，及可作的筛选、排序和汇总；不开放的数据集没有",
      "Its columns, with what can be filtered, ordered and added up by each; none of one that is not open",
    ),
  })
  columns(
    @Root() dataset: Dataset,
    @InLanguage() language: Language,
    @Ctx() context: SubgraphContext,
  ): readonly DatasetColumn[] {
    const contract = openContract(dataset, context);
    return contract ? columnsOf(contract, language) : [];
  }

  @Directive(TABLE_SIZE)
  @Directive(ROOT_LIST)
  @FieldResolver(() => DatasetTable, {
    nullable: true,
    description: describe(
      "数据表：按列筛选、排序和翻页，无须知道记录的类型；不开放的数据集为空",
      "Its table: filtered, ordered and in pages, whatever the type of its records; null for one that is not open",
    ),
  })
  table(
    @Root() dataset: Dataset,
    @Args(() => TableArguments) asked: TableArguments,
    @InLanguage() language: Language,
    @Ctx() context: SubgraphContext,
  ): Table | null {
    const contract = openContract(dataset, context);
    return contract && openTable(contract, asked, language, context);
  }
}

@Resolver(() => DatasetTable)
export class TablePageResolver {
  @FieldResolver(() => [DatasetRow], { description: describe("本页的记录", "The records of this page") })
  async rows(@Root() table: Table, @Ctx() context: SubgraphContext): Promise<readonly DatasetRow[]> {
    const { records } = await table.page();
    return Promise.all(records.map((record) => toRow(table, record, context)));
  }

  @FieldResolver(() => PageInfoType, { description: describe("分页情况", "Where the page stands") })
  async pageInfo(@Root() table: Table): Promise<PageInfo> {
    const { records, hasNextPage, hasPreviousPage, cursorOf } = await table.page();
    const [first, last] = [records.at(0), records.at(-1)];
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first ? cursorOf(first) : null,
      endCursor: last ? cursorOf(last) : null,
    };
  }

  @Directive(cost(COUNT))
  @FieldResolver(() => Int, { description: describe("各页合计的记录数", "Records on all pages") })
  totalCount(@Root() table: Table): Promise<number> {
    return table.count();
  }
}

function openTable(
  contract: FeedContract,
  { columns: names, orderBy, first, after, last, before, ...asked }: TableArguments,
  language: Language,
  { reader }: SubgraphContext,
): Table {
  const columns = chosen(columnsOf(contract, language), names ?? null);
  const list: ListArguments = { ...recordsAsked(asked), orderBy, first, after, last, before };
  const links = Object.entries(contract.derived).flatMap(([field, { link }]) => (link ? [field] : []));
  const wanted = new Set([...columns.map(({ name }) => name), ...links]);
  let reading: Promise<Page> | null = null;
  return {
    contract,
    language,
    columns,
    page: () => (reading ??= reader.page(contract, list, null, wanted)),
    count: () => reader.count(contract, list),
  };
}

/** In the order in which they are asked for, each once. */
function chosen(
  columns: readonly DatasetColumn[],
  names: readonly string[] | null,
): readonly DatasetColumn[] {
  if (names === null) return columns;
  const known = new Map(columns.map((column) => [column.name, column]));
  return [...new Set(names)].map((name) => {
    const column = known.get(name);
    if (!column) throw noColumn(name);
    return column;
  });
}

async function toRow(
  { contract, columns, language }: Table,
  record: RecordOf<FeedContract>,
  context: SubgraphContext,
): Promise<DatasetRow> {
  const fields = new Map(storedFields(contract).map((stored) => [stored.field, stored]));
  return {
    id: record.id,
    permalink: `/id/${contract.type}/${record.id}`,
    cells: await Promise.all(
      columns.map(async ({ name }): Promise<DatasetCell> => {
        if (name === "department") {
          const link = { type: "Department", key: record.department.code };
          return { text: await nameOfLink(link, context), value: link.key, link, point: null };
        }
        const value = record[name] ?? null;
        const { list = null, coordinates = null } = fields.get(name) ?? {};
        return {
          text: isValue(value) ? shownText(list, value, language) : "",
          value: value === null ? null : String(value),
          link: value === null ? null : linkOf(contract, name, record),
          point: coordinates === null || value === null ? null : pointOf(String(value), coordinates),
        };
      }),
    ),
  };
}
