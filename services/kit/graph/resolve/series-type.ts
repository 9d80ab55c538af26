/**
 * A feed's measures over time: `minimumLivings { series(measure: PERSONS, from: "2026-01", by: AREA_CODE) {
 * key { area { name } } points { period value change … } } }`.
 */
import type { FeedContract } from "../../feed/contract.js";
import type { StoredField } from "../../feed/stored-fields.js";
import { groupableFields } from "../../store/read/groups.js";
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
import { keyType } from "./group-type.js";
import { fieldEnum } from "../types/field-enum.js";
import { addField, makeType, objectType } from "../types/make-type.js";
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
  const { series, given } = made;

  @Resolver(() => connection)
  class SeriesResolver {
    @Directive(assumedSize(USUAL_SERIES))
    @Directive(SERIES)
    @FieldResolver(() => [series], {
      description: describe(
        "一个指标随时间的变化，合计或按一个字段；起止时期均含在内，不填为最近12期",
        "A `measure` over time, in total or `by` one field; `from` and `to` are its first and last period, the latest twelve unless told",
      ),
    })
    series(@Root() list: Connection, @Args(() => given) wanted: SeriesArguments): Promise<readonly Series[]> {
      return list.series(wanted);
    }
  }
  return [SeriesResolver];
}

interface SeriesTypes {
  readonly series: ClassType<Series>;
  readonly given: ClassType;
}

const seriesTypes = new WeakMap<FeedContract, SeriesTypes | null>();

function typesOf(contract: FeedContract): SeriesTypes | null {
  const known = seriesTypes.get(contract);
  if (known !== undefined) return known;
  const period = periodFieldOf(contract);
  const { measures } = groupableFields(contract);
  const made =
    period && measures.length > 0
      ? { series: seriesType(contract), given: argumentsType(contract, measures) }
      : null;
  seriesTypes.set(contract, made);
  return made;
}

function seriesType(contract: FeedContract): ClassType<Series> {
  const series = objectType<Series>(
    `${contract.type}Series`,
    describe(
      `${contract.title.zh}的一个指标随时间的变化：分组依据，合计时各字段为空；各时期的数值`,
      "A measure over time: its `key`, all null for the total, and the `points` of its periods",
    ),
  );
  if (seriesKeys(contract).length > 0) addField(series, "key", keyType(contract), null);
  addField(series, "points", [SeriesPointType], null);
  Directive(assumedSize(USUAL_PERIODS))(series.prototype, "points");
  return series;
}

function argumentsType(contract: FeedContract, measures: readonly StoredField[]): ClassType {
  const type = makeType(`${contract.type}SeriesArguments`, ArgsType());
  addField(
    type,
    "measure",
    fieldEnum(
      `${contract.type}Measure`,
      describe(`${contract.title.zh}的指标`, "What can be measured"),
      measures,
    ),
    null,
  );
  for (const end of ["from", "to"]) addField(type, end, String, null, { nullable: true });
  const keys = seriesKeys(contract);
  if (keys.length > 0)
    addField(
      type,
      "by",
      fieldEnum(
        `${contract.type}SeriesBy`,
        describe(`${contract.title.zh}的序列可用来分组的字段`, "What a series can be split by"),
        keys,
      ),
      null,
      { nullable: true },
    );
  return type;
}

export const SeriesPointType = objectType<SeriesPoint>(
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
