/** Links of an inspection: to its item, and to the penalty that followed. */
import {
  Ctx,
  describe,
  FieldResolver,
  Needs,
  recordType,
  Resolver,
  Root,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import { inspectionItems } from "../feeds/inspection-items.js";
import { inspectionResults } from "../feeds/inspection-results.js";
import { penalties } from "../feeds/penalties.js";

@Resolver(() => recordType(inspectionResults))
export class InspectionLinks {
  @Needs(inspectionResults, "itemCode")
  @FieldResolver(() => recordType(inspectionItems), {
    nullable: true,
    description: describe("抽查事项", "The inspection item"),
  })
  item(
    @Root() { itemCode }: RecordOf<typeof inspectionResults>,
    @Ctx() { reader }: SubgraphContext,
  ): Promise<RecordOf<typeof inspectionItems> | null> {
    return reader.byField(inspectionItems, "itemCode", itemCode);
  }

  @Needs(inspectionResults, "penaltyDecisionNumber")
  @FieldResolver(() => recordType(penalties), {
    nullable: true,
    description: describe("随后作出的行政处罚", "The penalty that followed"),
  })
  async penalty(
    @Root() { penaltyDecisionNumber }: RecordOf<typeof inspectionResults>,
    @Ctx() { reader }: SubgraphContext,
  ): Promise<RecordOf<typeof penalties> | null> {
    return typeof penaltyDecisionNumber === "string"
      ? reader.byField(penalties, "decisionNumber", penaltyDecisionNumber)
      : null;
  }
}
