/**
 * Groups and sums of a list: `penalties(where: …) { groups(by: [VIOLATION_TYPE], every: { date:
 * DECISION_DATE, unit: MONTH }) { key … count sum … } }`. Every list of a feed has them, at the root and on
 * another type; for fifty parents they take one statement.
 */
import type { GraphQLResolveInfo } from "graphql";
import { tagged } from "#schema/tags.js";
import { subgraphOf, type FeedContract } from "../../feed/contract.js";
import type { StoredField } from "../../feed/stored-fields.js";
import {
  AREA_CODE,
  AGGREGATES,
  CALENDAR_UNITS,
  DEFAULT_GROUPS,
  GROUP_ORDERS,
  groupableFields,
  keyName,
  MAX_GROUPS,
  type Aggregate,
  type Group,
  type GroupArguments,
  type WantedAggregates,
} from "../../store/read/groups.js";
import type { EnumObject } from "../types/code-enum.js";
import type { Connection } from "../types/connection.js";
import { GROUP_KEY, groupsCost, slicedSize } from "../types/costs.js";
import {
  Args,
  ArgsType,
  Directive,
  FieldResolver,
  Info,
  InputType,
  Int,
  registerEnumType,
  Resolver,
  Root,
  type ClassType,
} from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { departmentStub, entityStub } from "../types/entity-stub.js";
import { describeField, fieldEnum, isStored, type NamedField } from "../types/field-enum.js";
import { addField, makeType, objectType } from "../types/make-type.js";
import { graphTypeOf } from "../types/record-type.js";
import { DecimalScalar, LongScalar } from "../types/scalars.js";
import { keyLabels } from "./label-fields.js";
import { selectedAt } from "./selection.js";

/** Adds the field `groups` to a feed's connection. */
export function groupsResolvers(
  contract: FeedContract,
  connection: ClassType<Connection>,
): readonly ClassType[] {
  const { group, key, given } = typesOf(contract);

  @Resolver(() => connection)
  class GroupsResolver {
    @Directive(slicedSize(DEFAULT_GROUPS))
    @Directive(groupsCost(contract))
    @Directive(tagged("bulk"))
    @FieldResolver(() => [group], { description: describe("分组汇总", "Counted and added up in groups") })
    groups(
      @Root() list: Connection,
      @Args(() => given) groups: GroupArguments,
      @Info() info: GraphQLResolveInfo,
    ): Promise<readonly Group[]> {
      return list.groups(groups, wantedAggregates(info));
    }
  }
  return [GroupsResolver, ...keyLabels(key, keysOf(contract).filter(isStored))];
}

interface GroupTypes {
  readonly group: ClassType<Group>;
  readonly key: ClassType;
  readonly given: ClassType;
}

const groupTypes = new WeakMap<FeedContract, GroupTypes>();

function typesOf(contract: FeedContract): GroupTypes {
  const known = groupTypes.get(contract);
  if (known) return known;
  const key = keyType(contract);
  const made = { group: groupType(contract, key), key, given: argumentsType(contract) };
  groupTypes.set(contract, made);
  return made;
}

function keyType(contract: FeedContract): ClassType {
  const key = objectType(
    `${contract.type}GroupKey`,
    describe(
      "分组的依据；没有用来分组的字段为空",
      "What the group has in common; null for fields that were not grouped by",
    ),
  );
  for (const field of keysOf(contract)) {
    addField(
      key,
      keyName(field),
      isStored(field) ? graphTypeOf(field) : departmentStub(subgraphOf(contract.id)),
      describeField(field),
      { nullable: true },
    );
  }
  if (keysOf(contract).some(({ field }) => field === AREA_CODE))
    addField(
      key,
      "area",
      entityStub(subgraphOf(contract.id), "Area", "code"),
      describe("乡镇、街道或地区", "Town or sub-district"),
      { nullable: true },
    );
  return key;
}

function groupType(contract: FeedContract, key: ClassType): ClassType<Group> {
  const { dates, measures, ranges } = groupableFields(contract);
  const group = objectType<Group>(
    `${contract.type}Group`,
    describe(`${contract.title.zh}，分组汇总`, "Records of one group"),
  );
  addField(group, "key", key, describe("分组的依据", "What the group has in common"));
  if (dates.length > 0)
    addField(
      group,
      "period",
      String,
      describe("时期，如2026、2026-Q2、2026-05、2026-W23、2026-05-31", "The period that it was grouped by"),
      { nullable: true },
    );
  addField(group, "count", LongScalar, describe("记录数", "Number of records"));
  if (contract.smallCells)
    addField(
      group,
      "isSuppressed",
      Boolean,
      describe(
        "合计等未计入因人数过少而不公开的数",
        "Whether sums leave something out, since it is of too few persons",
      ),
    );
  for (const aggregate of AGGREGATES) {
    const fields = aggregate === "sum" || aggregate === "average" ? measures : ranges;
    if (fields.length > 0)
      addField(
        group,
        aggregate,
        valuesType(contract, aggregate, fields),
        describe(...AGGREGATE_TEXTS[aggregate]),
      );
  }
  return group;
}

function valuesType(contract: FeedContract, aggregate: Aggregate, fields: readonly StoredField[]): ClassType {
  const name = `${contract.type}${aggregate.charAt(0).toUpperCase()}${aggregate.slice(1)}`;
  const type = objectType(name, describe(...AGGREGATE_TEXTS[aggregate]));
  for (const field of fields) {
    addField(
      type,
      field.field,
      aggregate === "average" ? DecimalScalar : graphTypeOf(field),
      describeField(field),
      { nullable: true },
    );
  }
  return type;
}

function argumentsType(contract: FeedContract): ClassType {
  const { dates } = groupableFields(contract);
  const type = makeType(`${contract.type}GroupArguments`, ArgsType());
  const add = (name: string, fieldType: object, description: string): void =>
    addField(type, name, fieldType, description, { nullable: true });
  add(
    "by",
    [
      fieldEnum(
        `${contract.type}GroupBy`,
        describe("可用来分组的字段", "What can be grouped by"),
        keysOf(contract),
      ),
    ],
    describe("分组的字段，最多4个", "Fields to group by, 4 at most"),
  );
  Directive(GROUP_KEY)(type.prototype, "by");
  if (dates.length > 0) add("every", everyType(contract, dates), describe("再按日期分组", "And by a date"));
  add(
    "orderBy",
    groupOrder,
    describe(
      "排序：默认按时期；没有时期的，按记录数降序",
      "Order: by period, and without one the largest first",
    ),
  );
  add(
    "first",
    Int,
    describe(
      `取的组数，默认${DEFAULT_GROUPS}，最多${MAX_GROUPS}`,
      `How many groups: ${DEFAULT_GROUPS} unless told, at most ${MAX_GROUPS}`,
    ),
  );
  return type;
}

function everyType(contract: FeedContract, dates: readonly StoredField[]): ClassType {
  const name = `${contract.type}Every`;
  const type = makeType(
    name,
    InputType(name, { description: describe("按日期的时期分组", "Groups by calendar unit") }),
  );
  addField(
    type,
    "date",
    fieldEnum(`${contract.type}GroupDate`, describe("日期字段", "Date to group by"), dates),
    describe("日期", "The date"),
  );
  addField(type, "unit", calendarUnit, describe("统计周期", "The unit"));
  return type;
}

const calendarUnit: EnumObject = Object.fromEntries(CALENDAR_UNITS.map((unit) => [unit, unit]));
registerEnumType(calendarUnit, {
  name: "CalendarUnit",
  description: describe("日历单位", "Calendar unit"),
  valuesConfig: {
    YEAR: { description: describe("年", "Year") },
    QUARTER: { description: describe("季度", "Quarter") },
    MONTH: { description: describe("月", "Month") },
    WEEK: { description: describe("周（周一开始）", "Week, from Monday") },
    DAY: { description: describe("日", "Day") },
  },
});

const groupOrder: EnumObject = Object.fromEntries(GROUP_ORDERS.map((order) => [order, order]));
registerEnumType(groupOrder, {
  name: "GroupOrder",
  description: describe("分组的排序", "Order of groups"),
  valuesConfig: {
    COUNT_DESC: { description: describe("按记录数降序", "The largest first") },
    KEY_ASC: { description: describe("按分组的依据升序", "By what they have in common") },
  },
});

const AGGREGATE_TEXTS: Readonly<Record<Aggregate, readonly [string, string]>> = {
  sum: ["合计", "Sums"],
  average: ["平均", "Averages"],
  min: ["最小", "Least"],
  max: ["最大", "Greatest"],
};

function wantedAggregates(info: GraphQLResolveInfo): WantedAggregates {
  return Object.fromEntries(
    AGGREGATES.map((aggregate) => [
      aggregate,
      [...selectedAt(info, [aggregate])].filter((name) => name !== "__typename"),
    ]),
  );
}

/** Where the departments themselves are, nothing is grouped by the one that handed them in. */
function keysOf(contract: FeedContract): readonly NamedField[] {
  const keys = [...groupableFields(contract).keys.values()];
  return contract.departments ? keys.filter(isStored) : keys;
}
