/**
 * A feed's measures over time: `minimumLivings { series(measure: PERSONS, from: "2026-01", by: AREA_CODE) {
 * key { area { name } } points { period value change … } } }`.
 */
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import type { StoredField } from "../../feed/stored-fields.js";
import { AREA_CODE, groupableFields } from "../../store/read/groups.js";
import {
  periodFieldOf,
  seriesKeys,
  type Series,
  type SeriesArguments,
  type SeriesPoint,
} from "../../store/read/series.js";
import type { Connection } from "../types/connection.js";
import { assumedSize, SERIES } from "../types/costs.js";
import {
  Args,
  ArgsType,
  Directive,
  FieldResolver,
  Resolver,
  Root,
  type ClassType,
} from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { entityStub } from "../types/entity-stub.js";
import { keyLabels } from "./label-fields.js";
import { fieldEnum } from "../types/field-enum.js";
import { addField, makeType, objectType } from "../types/make-type.js";
import { graphTypeOf } from "../types/record-type.js";
import { DecimalScalar } from "../types/scalars.js";

/** How many series there usually are, and how many periods each of them has. */
const USUAL_SERIES = 20;
const USUAL_PERIODS = 12;

/**
 * Adds the field `series` to the connection of a feed that has periods and something to measure; none to
 * another.
 */
export function seriesResolvers(
  contract: FeedContract,
  connection: ClassType<Connection>,
): readonly ClassType[] {
  const made = typesOf(contract);
  if (!made) return [];
  const { series, key, given } = made;

  @Resolver(() => connection)
  class SeriesResolver {
    @Directive(assumedSize(USUAL_SERIES))
    @Directive(SERIES)
    @FieldResolver(() => [series], {
      description: describe(
        "一个指标随时间的变化，合计或按一个字段",
        "A measure over time, in total or by one field",
      ),
    })
    series(@Root() list: Connection, @Args(() => given) wanted: SeriesArguments): Promise<readonly Series[]> {
      return list.series(wanted);
    }
  }
  return [SeriesResolver, ...(key ? keyLabels(key, seriesKeys(contract)) : [])];
}

interface SeriesTypes {
  readonly series: ClassType<Series>;
  /** Null for a feed whose series cannot be split. */
  readonly key: ClassType | null;
  readonly given: ClassType;
}

const seriesTypes = new WeakMap<FeedContract, SeriesTypes | null>();

function typesOf(contract: FeedContract): SeriesTypes | null {
  const known = seriesTypes.get(contract);
  if (known !== undefined) return known;
  const period = periodFieldOf(contract);
  const { measures } = groupableFields(contract);
  const key = keyType(contract);
  const made =
    period && measures.length > 0
      ? { series: seriesType(contract, key), key, given: argumentsType(contract, period, measures) }
      : null;
  seriesTypes.set(contract, made);
  return made;
}

function keyType(contract: FeedContract): ClassType | null {
  const keys = seriesKeys(contract);
  if (periodFieldOf(contract) === null || keys.length === 0) return null;
  const key = objectType(
    `${contract.type}SeriesKey`,
    describe("该序列的分组值；合计时各字段为空", "What the series is of; all null for the total"),
  );
  for (const field of keys)
    addField(key, field.field, graphTypeOf(field), describe(field.zh, field.en), { nullable: true });
  if (keys.some(({ field }) => field === AREA_CODE))
    addField(
      key,
      "area",
      entityStub(subgraphOf(contract.id), "Area", "code"),
      describe("乡镇、街道或地区", "Town or sub-district"),
      { nullable: true },
    );
  return key;
}

function seriesType(contract: FeedContract, key: ClassType | null): ClassType<Series> {
  const series = objectType<Series>(
    `${contract.type}Series`,
    describe(`${contract.title.zh}，按时期`, "A measure over time"),
  );
  if (key) addField(series, "key", key, describe("该序列的分组值", "What the series is of"));
  addField(series, "points", [SeriesPointType], describe("各时期", "The periods"));
  Directive(assumedSize(USUAL_PERIODS))(series.prototype, "points");
  return series;
}

function argumentsType(
  contract: FeedContract,
  period: StoredField,
  measures: readonly StoredField[],
): ClassType {
  const type = makeType(`${contract.type}SeriesArguments`, ArgsType());
  addField(
    type,
    "measure",
    fieldEnum(`${contract.type}Measure`, describe("可汇总的指标", "What can be measured"), measures),
    describe("指标", "The measure"),
  );
  addField(
    type,
    "from",
    String,
    describe(
      `起始${period.zh}（含）；不填为最近12期`,
      "First period; without it the latest twelve are given",
    ),
    { nullable: true },
  );
  addField(
    type,
    "to",
    String,
    describe(`截止${period.zh}（含）；不填为最近一期`, "Last period; without it the latest"),
    { nullable: true },
  );
  const keys = seriesKeys(contract);
  if (keys.length > 0)
    addField(
      type,
      "by",
      fieldEnum(
        `${contract.type}SeriesBy`,
        describe("可用来分组的字段", "What a series can be split by"),
        keys,
      ),
      describe("按此字段分组；不填为合计", "Splits it by this field; without it the total is given"),
      { nullable: true },
    );
  return type;
}

const SeriesPointType = objectType<SeriesPoint>(
  "SeriesPoint",
  describe("一个时期的数值及其变化", "The value of one period, and how it changed"),
);
Directive("@shareable")(SeriesPointType);
addField(
  SeriesPointType,
  "period",
  String,
  describe("时期，如2026-05、2026-Q2、2025-2026、2026", "The period"),
);
addField(
  SeriesPointType,
  "value",
  DecimalScalar,
  describe("数值；没有公布则为空", "The value; null where nothing was published"),
  { nullable: true },
);
addField(
  SeriesPointType,
  "isComplete",
  Boolean,
  describe(
    "是否包含全部：人数过少而不公开的、未报送的不计入合计",
    "False where something is left out: hidden for few people, or not reported",
  ),
);
addField(
  SeriesPointType,
  "change",
  DecimalScalar,
  describe("比上期增减", "Change against the period before"),
  { nullable: true },
);
addField(SeriesPointType, "changePercent", DecimalScalar, describe("比上期增减，%", "The same in per cent"), {
  nullable: true,
});
addField(
  SeriesPointType,
  "changeOnYear",
  DecimalScalar,
  describe("比上年同期增减", "Change against the same period of the year before"),
  { nullable: true },
);
addField(
  SeriesPointType,
  "changeOnYearPercent",
  DecimalScalar,
  describe("比上年同期增减，%", "The same in per cent"),
  { nullable: true },
);
