/** From a record to what it speaks of: its party, its inspection item, the penalty that followed. */
import { Ctx, declareNeeds, describe, FieldResolver, recordType, Resolver, Root, type ClassType, type FeedContract, type PublishedRecord, type SubgraphContext } from "#kit";
import { inspectionItems } from "./feeds/inspection-items.js";
import { inspectionResults } from "./feeds/inspection-results.js";
import { licences } from "./feeds/licences.js";
import { penalties } from "./feeds/penalties.js";
import { findParty, Party } from "./party.js";

function partyLink(contract: FeedContract): ClassType {
  declareNeeds(contract, "party", ["partyId"]);
  @Resolver(() => recordType(contract))
  class PartyLink {
    @FieldResolver(() => Party, { nullable: true, description: describe("行政相对人；自然人为空", "The party; null for natural persons") })
    async party(@Root() record: PublishedRecord, @Ctx() context: SubgraphContext): Promise<Party | null> {
      const { partyId } = record;
      return typeof partyId === "string" ? findParty(partyId, context) : null;
    }
  }
  return PartyLink;
}

declareNeeds(inspectionResults, "item", ["itemCode"]);
declareNeeds(inspectionResults, "penalty", ["penaltyDecisionNumber"]);

@Resolver(() => recordType(inspectionResults))
class InspectionLinks {
  @FieldResolver(() => recordType(inspectionItems), { nullable: true, description: describe("抽查事项", "The inspection item") })
  item(@Root() { itemCode }: PublishedRecord, @Ctx() { reader }: SubgraphContext): Promise<PublishedRecord | null> {
    return reader.byField(inspectionItems, "itemCode", itemCode);
  }

  @FieldResolver(() => recordType(penalties), { nullable: true, description: describe("随后作出的行政处罚", "The penalty that followed") })
  async penalty(@Root() { penaltyDecisionNumber }: PublishedRecord, @Ctx() { reader }: SubgraphContext): Promise<PublishedRecord | null> {
    return typeof penaltyDecisionNumber === "string" ? reader.byField(penalties, "decisionNumber", penaltyDecisionNumber) : null;
  }
}

export const recordLinks: readonly ClassType[] = [...[licences, penalties, inspectionResults].map(partyLink), InspectionLinks];
