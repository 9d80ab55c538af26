/** From an inspection plan to its items and results, and from a result to its plan. */
import {
  Ctx,
  departmentStub,
  describe,
  entityField,
  FieldResolver,
  listField,
  Needs,
  recordType,
  Resolver,
  Root,
  type ClassType,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import { inspectionItems } from "../feeds/inspection-items.js";
import { inspectionPlans } from "../feeds/inspection-plans.js";
import { inspectionResults } from "../feeds/inspection-results.js";
import { itemCodesOf } from "../rules/plan-rules.js";

const Plan = recordType(inspectionPlans);

@Resolver(() => Plan)
class PlanItems {
  @Needs(inspectionPlans, "itemCodes")
  @FieldResolver(() => [recordType(inspectionItems)], {
    description: describe("抽查事项", "The items inspected"),
  })
  async items(
    @Root() { itemCodes }: RecordOf<typeof inspectionPlans>,
    @Ctx() { reader }: SubgraphContext,
  ): Promise<readonly RecordOf<typeof inspectionItems>[]> {
    const items = await Promise.all(
      itemCodesOf(String(itemCodes)).map((code) => reader.byField(inspectionItems, "itemCode", code)),
    );
    return items.filter((item) => item !== null);
  }
}

export const planLinks: readonly ClassType[] = [
  PlanItems,
  entityField({
    on: inspectionResults,
    name: "plan",
    description: {
      zh: "所属抽查计划；未公示的为空",
      en: "The plan that it follows; null when it is not published",
    },
    type: () => Plan,
    key: "taskNumber",
    from: "taskNumber",
  }),
  listField({
    on: Plan,
    name: "results",
    description: { zh: "按此计划检查的结果", en: "What inspections by this plan found" },
    of: inspectionResults,
    by: "taskNumber",
    needs: ["taskNumber"],
    value: ({ taskNumber }) => taskNumber,
  }),
  listField({
    on: departmentStub("enforcement"),
    name: "inspectionPlans",
    description: { zh: "该部门的抽查计划", en: "Its inspection plans" },
    of: inspectionPlans,
    by: "department",
    value: ({ code }) => code,
  }),
];
