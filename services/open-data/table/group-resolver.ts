/**
 * `Dataset.groups` and `Dataset.series`: any dataset counted and added up, by fields, calendar units and
 * periods, without its type in the graph.
 */
import {
  Args,
  ArgsType,
  assumedSize,
  calendarUnit,
  cost,
  Ctx,
  DecimalScalar,
  DEFAULT_GROUPS,
  DEPARTMENT_FIELD,
  describe,
  Directive,
  Field,
  FIELD_LABEL,
  FIELD_NAME,
  FIELD_UNIT,
  FieldResolver,
  groupableFields,
  groupOrder,
  InLanguage,
  nameOfLink,
  Int,
  keyName,
  LongScalar,
  ObjectType,
  RecordLinkType,
  Resolver,
  Root,
  SeriesPointType,
  shownText,
  slicedSize,
  storedFields,
  type FeedContract,
  type Group,
  type GroupArguments,
  type Language,
  type Link,
  type SeriesPoint,
  type SubgraphContext,
} from "#kit";
import { HubError } from "#schema/errors.js";
import { tagged } from "#schema/tags.js";
import { Dataset } from "../catalogue/dataset-type.js";
import { AskedRecords, noColumn, openContract, recordsAsked } from "./asked.js";
import { columnsOf, type DatasetColumn } from "./columns.js";

/** In points: all records of a dataset of any size, and the records of periods, of which there are few. */
const GROUPS = 1_000;
const SERIES = 50;
const MOST_MEASURES = 10;

@ObjectType("DatasetGroupKey", {
  description: describe("分组依据中的一个字段", "A field that a group has in common"),
  simpleResolvers: true,
})
class DatasetGroupKey {
  @Field(() => String, { description: FIELD_NAME }) readonly name: string = "";
  @Field(() => String, { description: FIELD_LABEL }) readonly label: string = "";
  @Field(() => String, {
    description: describe(
      "内容：代码、区划和部门为其名称；没有的为空字符串",
      "What it says: of codes, areas and departments their names; empty for nothing",
    ),
  })
  readonly text: string = "";
  @Field(() => String, { nullable: true, description: describe("原值", "The value itself") })
  readonly value: string | null = null;
  @Field(() => RecordLinkType, {
    nullable: true,
    description: describe("所指的行政相对人、区划或部门", "The party, area or department that it names"),
  })
  readonly link: Link | null = null;
}

@ObjectType("DatasetMeasure", {
  description: describe("一列数值的汇总，均为精确的十进制数", "A column of a group, added up exactly"),
  simpleResolvers: true,
})
class DatasetMeasure {
  @Field(() => String, { description: FIELD_NAME }) readonly name: string = "";
  @Field(() => String, { description: FIELD_LABEL }) readonly label: string = "";
  @Field(() => String, { nullable: true, description: FIELD_UNIT }) readonly unit: string | null = null;
  @Field(() => DecimalScalar, { nullable: true, description: describe("合计", "Sum") })
  readonly sum: string | null = null;
  @Field(() => DecimalScalar, {
    nullable: true,
    description: describe("平均，最多六位小数", "Average, with six decimals at most"),
  })
  readonly average: string | null = null;
  @Field(() => DecimalScalar, { nullable: true, description: describe("最小", "The least") })
  readonly min: string | null = null;
  @Field(() => DecimalScalar, { nullable: true, description: describe("最大", "The greatest") })
  readonly max: string | null = null;
}

@ObjectType("DatasetGroup", {
  description: describe("数据集中的一组记录", "A group of a dataset's records"),
  simpleResolvers: true,
})
class DatasetGroup {
  @Directive(assumedSize(2))
  @Field(() => [DatasetGroupKey], {
    description: describe("分组依据，按所填字段的顺序", "What it has in common, in the order of `by`"),
  })
  readonly keys: readonly DatasetGroupKey[] = [];
  @Field(() => String, {
    nullable: true,
    description: describe("时期，如2026-05", "Its period, such as 2026-05"),
  })
  readonly period: string | null = null;
  @Field(() => LongScalar, { description: describe("记录数", "How many records") })
  readonly count: number = 0;
  @Field(() => Boolean, {
    description: describe(
      "合计等是否未计入因人数过少而不公开的数",
      "Whether something is left out of its values, since it is of too few persons",
    ),
  })
  readonly isSuppressed: boolean = false;
  @Directive(assumedSize(2))
  @Field(() => [DatasetMeasure], {
    description: describe("所求各列的汇总", "The measures that are asked for"),
  })
  readonly values: readonly DatasetMeasure[] = [];
}

@ObjectType("DatasetSeries", {
  description: describe("一个指标随时间的变化", "A measure over time"),
  simpleResolvers: true,
})
class DatasetSeries {
  @Field(() => DatasetGroupKey, {
    nullable: true,
    description: describe("分组依据；合计的为空", "What it is of; null for the total"),
  })
  readonly key: DatasetGroupKey | null = null;
  @Directive(assumedSize(12))
  @Field(() => [SeriesPointType], { description: describe("各时期的数值", "Its periods") })
  readonly points: readonly SeriesPoint[] = [];
}

@ArgsType()
class DatasetGroupArguments extends AskedRecords implements Omit<GroupArguments, "orderBy"> {
  @Directive(cost(10))
  @Field(() => [String], {
    nullable: true,
    description: describe("分组的字段，最多4个", "The fields to group by, four at most"),
  })
  readonly by?: readonly string[] | null;
  @Field(() => calendarUnit, {
    nullable: true,
    description: describe("统计周期，须同时填写 date", "Groups by this unit of `date`, too"),
  })
  readonly every?: NonNullable<GroupArguments["every"]> | null;
  @Field(() => String, {
    nullable: true,
    description: describe("按其统计的日期，写字段名", "The day that `every` is of, by name"),
  })
  readonly date?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: describe(
      `汇总的数值列，最多${MOST_MEASURES}个`,
      `Columns to add up, ${MOST_MEASURES} at most`,
    ),
  })
  readonly measures?: readonly string[] | null;
  @Field(() => [groupOrder], { nullable: true })
  readonly orderBy?: Extract<GroupArguments["orderBy"], readonly unknown[]> | null;
  @Field(() => Int, { nullable: true }) readonly first?: number | null;
}

@ArgsType()
class DatasetSeriesArguments extends AskedRecords {
  @Field(() => String, { description: describe("指标，写字段名", "The column to be measured, by name") })
  readonly measure!: string;
  @Field(() => String, {
    nullable: true,
    description: describe("按此字段分为多个序列", "One series for each value of this field"),
  })
  readonly by?: string | null;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "起始时期，如2026-01；不填为最近12期",
      "The first period; the latest twelve unless told",
    ),
  })
  readonly from?: string | null;
  @Field(() => String, { nullable: true, description: describe("截止时期", "The last period") })
  readonly to?: string | null;
}

@Resolver(() => Dataset)
export class DatasetGroupsResolver {
  @Directive(slicedSize(DEFAULT_GROUPS))
  @Directive(cost(GROUPS))
  @Directive(tagged("bulk"))
  @FieldResolver(() => [DatasetGroup], {
    description: describe(
      "分组汇总，规则与各列表的分组相同，无须知道记录的类型；不开放的数据集没有",
      "Its records counted and added up, by the rules of every list's `groups`, whatever their type; none of one that is not open",
    ),
  })
  async groups(
    @Root() dataset: Dataset,
    @Args(() => DatasetGroupArguments) {
      measures,
      by,
      every,
      date,
      orderBy,
      first,
      ...asked
    }: DatasetGroupArguments,
    @InLanguage() language: Language,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly DatasetGroup[]> {
    const contract = openContract(dataset, context);
    if (!contract) return [];
    const columns = new Map(columnsOf(contract, language).map((column) => [column.name, column]));
    const measured = [...new Set(measures ?? [])].map((name) => measureOf(columns, name));
    if (measured.length > MOST_MEASURES)
      throw new HubError("PAGE_ARGUMENTS", {
        reason: `汇总的列最多${MOST_MEASURES}个`,
        reasonEn: `there are ${MOST_MEASURES} measures at most`,
      });
    const groups = await context.reader.groups(
      contract,
      recordsAsked(asked),
      { by, every, date, orderBy, first },
      Object.fromEntries(measured.map(({ name }) => [name, ["sum", "average", "min", "max"]])),
    );
    return Promise.all(
      groups.map(async ({ count, period, isSuppressed, key, values }): Promise<DatasetGroup> => ({
        count,
        period,
        isSuppressed,
        keys: await Promise.all(
          (by ?? []).map((name) => toKey({ contract, columns, language, context }, name, key)),
        ),
        values: measured.map((column) => toMeasure(column, values)),
      })),
    );
  }

  @Directive(assumedSize(20))
  @Directive(cost(SERIES))
  @FieldResolver(() => [DatasetSeries], {
    description: describe(
      "一个指标随时间的变化，与上期和上年同期比较；没有时期的、不开放的数据集没有",
      "A measure over time, against the period before and the year before; none of a dataset without periods, and of one that is not open",
    ),
  })
  async series(
    @Root() dataset: Dataset,
    @Args(() => DatasetSeriesArguments) { measure, by, from, to, ...asked }: DatasetSeriesArguments,
    @InLanguage() language: Language,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly DatasetSeries[]> {
    const contract = openContract(dataset, context);
    if (!contract) return [];
    const columns = new Map(columnsOf(contract, language).map((column) => [column.name, column]));
    const found = await context.reader.series(contract, recordsAsked(asked), { measure, by, from, to });
    return Promise.all(
      found.map(async ({ key, points }) => ({
        key: by == null ? null : await toKey({ contract, columns, language, context }, by, key),
        points,
      })),
    );
  }
}

function measureOf(columns: ReadonlyMap<string, DatasetColumn>, name: string): DatasetColumn {
  const column = columns.get(name);
  if (!column?.isMeasure) throw noColumn(name);
  return column;
}

function toMeasure({ name, label, unit }: DatasetColumn, values: Group["values"]): DatasetMeasure {
  const textOf = (aggregate: "sum" | "average" | "min" | "max"): string | null => {
    const value = values[name]?.[aggregate] ?? null;
    return value === null ? null : String(value);
  };
  const [sum, average, min, max] = (["sum", "average", "min", "max"] as const).map(textOf);
  return {
    name,
    label,
    unit,
    sum: sum ?? null,
    average: average ?? null,
    min: min ?? null,
    max: max ?? null,
  };
}

interface Told {
  readonly contract: FeedContract;
  readonly columns: ReadonlyMap<string, DatasetColumn>;
  readonly language: Language;
  readonly context: SubgraphContext;
}

async function toKey(
  { contract, columns, language, context }: Told,
  name: string,
  key: Group["key"],
): Promise<DatasetGroupKey> {
  const label = columns.get(name)?.label ?? name;
  const field = groupableFields(contract).keys.get(name) ?? DEPARTMENT_FIELD;
  const found = key[keyName(field)] ?? null;
  const value = typeof found === "object" && found !== null && "code" in found ? found.code : found;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
    return { name, label, text: "", value: null, link: null };
  const link = linkBy(contract, name, String(value));
  const list = storedFields(contract).find((stored) => stored.field === name)?.list ?? null;
  return {
    name,
    label,
    text: link ? await nameOfLink(link, context) : shownText(list, value, language),
    value: String(value),
    link,
  };
}

/** What the key of a group leads to: the value is the entity's own key. */
function linkBy(contract: FeedContract, name: string, key: string): Link | null {
  if (name === DEPARTMENT_FIELD.field) return { type: "Department", key };
  const type = contract.derived[name]?.link?.type;
  return type === undefined ? null : { type, key };
}
