/**
 * Groups and sums of a list: `penalties(where: …) { groups(by: [PARTY_KIND], every: MONTH, date:
 * DECISION_DATE) { key { … } period count values { fineAmount { sum } } } }`. Every list of a feed has them,
 * at the root and on another type; for fifty parents they take one statement.
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
  Int,
  registerEnumType,
  Resolver,
  Root,
  type ClassType,
} from "../types/decorators.js";
import { describe } from "../types/describe.js";
import { departmentStub, entityStub } from "../types/entity-stub.js";
import { aggregateTypes } from "../types/aggregate-types.js";
import { fieldEnum, isStored, type NamedField } from "../types/field-enum.js";
import { addField, makeType, objectType } from "../types/make-type.js";
import { graphTypeOf } from "../types/record-type.js";
import { LongScalar } from "../types/scalars.js";
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
    @FieldResolver(() => [group])
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

/** What the keys of groups and of series are made of. */
export function keyType(contract: FeedContract): ClassType {
  const known = keyTypes.get(contract);
  if (known) return known;
  const key = objectType(
    `${contract.type}GroupKey`,
    describe(
      `${contract.title.zh}的分组依据：代码附名称，没有用来分组的字段为空`,
      "What a group has in common: codes with their words (`…Label`), null for what it is not grouped by",
    ),
  );
  for (const field of keysOf(contract))
    addField(
      key,
      keyName(field),
      isStored(field) ? graphTypeOf(field) : departmentStub(subgraphOf(contract.id)),
      null,
      { nullable: true },
    );
  if (keysOf(contract).some(({ field }) => field === AREA_CODE))
    addField(key, "area", entityStub(subgraphOf(contract.id), "Area", "code"), null, { nullable: true });
  keyTypes.set(contract, key);
  return key;
}

const keyTypes = new WeakMap<FeedContract, ClassType>();

function groupType(contract: FeedContract, key: ClassType): ClassType<Group> {
  const { dates, ranges } = groupableFields(contract);
  const group = objectType<Group>(
    `${contract.type}Group`,
    describe(`${contract.title.zh}中的一组`, "A group of records"),
  );
  addField(group, "key", key, null);
  if (dates.length > 0) addField(group, "period", String, null, { nullable: true });
  addField(group, "count", LongScalar, null);
  if (contract.smallCells) addField(group, "isSuppressed", Boolean, null);
  if (ranges.length > 0) addField(group, "values", valuesType(contract, ranges), null);
  return group;
}

function valuesType(contract: FeedContract, fields: readonly StoredField[]): ClassType {
  const type = objectType(
    `${contract.type}Values`,
    describe(`${contract.title.zh}的各项数值汇总`, "Numbers and days of a group, added up"),
  );
  for (const field of fields) addField(type, field.field, aggregateTypes(field.kind), null);
  return type;
}

function argumentsType(contract: FeedContract): ClassType {
  const { dates } = groupableFields(contract);
  const type = makeType(`${contract.type}GroupArguments`, ArgsType());
  const add = (name: string, fieldType: object): void =>
    addField(type, name, fieldType, null, { nullable: true });
  add("by", [
    fieldEnum(
      `${contract.type}GroupBy`,
      describe(`${contract.title.zh}可用来分组的字段`, "The fields to group by"),
      keysOf(contract),
    ),
  ]);
  Directive(GROUP_KEY)(type.prototype, "by");
  if (dates.length > 0) {
    add("every", calendarUnit);
    add(
      "date",
      fieldEnum(
        `${contract.type}GroupDate`,
        describe(`${contract.title.zh}可用来分组的日期`, "The dates to group by"),
        dates,
      ),
    );
  }
  add("orderBy", [groupOrder]);
  add("first", Int);
  return type;
}

export const calendarUnit: EnumObject = Object.fromEntries(CALENDAR_UNITS.map((unit) => [unit, unit]));
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

export const groupOrder: EnumObject = Object.fromEntries(GROUP_ORDERS.map((order) => [order, order]));
registerEnumType(groupOrder, {
  name: "GroupOrder",
  description: describe("分组的排序", "Order of groups"),
  valuesConfig: {
    COUNT_DESC: { description: describe("按记录数降序", "The largest first") },
    KEY_ASC: { description: describe("按分组的依据升序", "By what they have in common") },
    PERIOD_ASC: { description: describe("按时期，早的在前", "By period, the earliest first") },
    PERIOD_DESC: { description: describe("按时期，晚的在前", "By period, the latest first") },
  },
});

function wantedAggregates(info: GraphQLResolveInfo): WantedAggregates {
  return Object.fromEntries(
    [...selectedAt(info, ["values"])]
      .filter((name) => name !== "__typename")
      .map((name) => {
        const selected = selectedAt(info, ["values", name]);
        return [name, AGGREGATES.filter((aggregate) => selected.has(aggregate))];
      }),
  );
}

/** Where the departments themselves are, nothing is grouped by the one that handed them in. */
function keysOf(contract: FeedContract): readonly NamedField[] {
  const keys = [...groupableFields(contract).keys.values()];
  return contract.departments ? keys.filter(isStored) : keys;
}
