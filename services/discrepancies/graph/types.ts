/** The types of discrepancies. */
import {
  DateTimeScalar,
  departmentStub,
  describe,
  entityStub,
  Field,
  ID,
  ObjectType,
  registerEnumType,
  wholeListType,
  type EntityReference,
} from "#kit";
import { STATES, type State } from "../read.js";

const Department = departmentStub("discrepancies");
const Feed = entityStub("discrepancies", "Feed", "id");

const STATE_TEXTS: Readonly<Record<State, readonly [zh: string, en: string]>> = {
  FOUND: ["已发现，尚未说明", "Found, and not answered yet"],
  ANSWERED: ["有部门已说明，仍不一致", "A department has answered, and they differ still"],
  RESOLVED: ["已一致", "They differ no more"],
};
export const DiscrepancyStateEnum = Object.fromEntries(STATES.map((state) => [state, state]));
registerEnumType(DiscrepancyStateEnum, {
  name: "DiscrepancyState",
  description: describe("不一致的状态", "State of a discrepancy"),
  valuesConfig: Object.fromEntries(
    STATES.map((state) => [state, { description: describe(...STATE_TEXTS[state]) }]),
  ),
});

@ObjectType("DiscrepancySide", {
  description: describe("一方公开的内容", "What one of the two has published"),
  simpleResolvers: true,
})
export class DiscrepancySideType {
  @Field(() => Feed, { description: describe("报送事项", "The feed") }) readonly feed: EntityReference = {};
  @Field(() => Department, {
    description: describe(
      "报送的部门；没有记录的，为该事项的牵头部门",
      "The department that published it; where there is no record, the one that answers for the feed",
    ),
  })
  readonly department: EntityReference = {};
  @Field(() => ID, {
    nullable: true,
    description: describe("记录编号；没有记录的为空", "The record; null: there is none"),
  })
  readonly record: string | null = null;
  @Field(() => String, {
    nullable: true,
    description: describe("记录的网页", "Address of the record's page"),
  })
  readonly permalink: string | null = null;
  @Field(() => String, { nullable: true, description: describe("所填内容", "What it says") })
  readonly says: string | null = null;
}

@ObjectType("DiscrepancyAnswer", {
  description: describe("部门的说明", "What a department answered"),
  simpleResolvers: true,
})
export class DiscrepancyAnswerType {
  @Field(() => DateTimeScalar, { description: describe("时间", "When") }) readonly at: Date = new Date(0);
  @Field(() => Department, { description: describe("作出说明的部门", "The department") })
  readonly department: EntityReference = {};
  @Field(() => String, { description: describe("说明人", "Who answered for it") })
  readonly answeredBy: string = "";
  @Field(() => String, { description: describe("内容", "The answer") }) readonly text: string = "";
}

@ObjectType("Discrepancy", {
  description: describe(
    "两个部门对同一事项的公开内容不一致，双方均可查看和说明",
    "Two departments publish different things of one matter: both see it, and answer",
  ),
  simpleResolvers: true,
})
export class DiscrepancyType {
  @Field(() => ID, { description: describe("编号", "Identifier") }) readonly id: string = "";
  @Field(() => String, { description: describe("规则编号", "Code of the rule") }) readonly code: string = "";
  @Field(() => String, { description: describe("比对的内容", "What is compared") }) readonly subject: string =
    "";
  @Field(() => String, { description: describe("不一致之处", "How they differ") })
  readonly difference: string = "";
  @Field(() => String, { description: describe("不一致之处（英文）", "How they differ, in English") })
  readonly differenceEn: string = "";
  @Field(() => String, { description: describe("所指事项的键", "Key of the thing that both speak of") })
  readonly thing: string = "";
  @Field(() => DiscrepancyStateEnum, { description: describe("状态", "State") }) readonly state: State =
    "FOUND";
  @Field(() => DateTimeScalar, { description: describe("发现时间", "When it was found") })
  readonly foundAt: Date = new Date(0);
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("一致的时间", "Since when they differ no more"),
  })
  readonly resolvedAt: Date | null = null;
  @Field(() => DiscrepancySideType, {
    description: describe("须与另一方一致的一方", "The feed that must agree"),
  })
  readonly here: DiscrepancySideType = new DiscrepancySideType();
  @Field(() => DiscrepancySideType, { description: describe("另一方", "The feed that it must agree with") })
  readonly there: DiscrepancySideType = new DiscrepancySideType();
  readonly number: number = 0;
}

export const DiscrepancyConnection = wholeListType("Discrepancy", DiscrepancyType, {
  zh: "不一致",
  en: "A discrepancy",
});
