/** `removedRecord(type:, id:)`: why the address of a record that was public leads nowhere any more. */
import {
  ANY_FEED_DIRECTIVE,
  Arg,
  cost,
  Ctx,
  describe,
  Directive,
  ID,
  isRecordId,
  Query,
  recordRemovedType,
  Resolver,
  type RecordRemoved,
  type SubgraphContext,
} from "#kit";
import { hubOf, readRemoval } from "#kit/hub";

/** In points: one index is asked. */
const LOOK_UP = 5;
const Removed = recordRemovedType("search");

@Resolver()
export class RemovedRecordResolver {
  @Directive(ANY_FEED_DIRECTIVE)
  @Directive(cost(LOOK_UP))
  @Query(() => Removed, {
    nullable: true,
    description: describe(
      "不再公开的记录：原因和使其不再公开的发布，不含内容；仍然公开的、从未公开的为空",
      "A record that is no longer published: why, and the release that took it down, with nothing of what it said; null for one that is public, and for what never was",
    ),
  })
  async removedRecord(
    @Arg("type", () => String, {
      description: describe("类型，如 Penalty", "Its type, such as Penalty"),
    })
    type: string,
    @Arg("id", () => ID, { description: describe("记录编号", "Identifier of the record") }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<RecordRemoved | null> {
    const contract = context.contracts().find((one) => one.type === type);
    const known = id.toLowerCase();
    if (!contract || !isRecordId(known) || (await context.reader.byRecordId(contract, known))) return null;
    const removal = await readRemoval(hubOf(context).statements, contract, known);
    return removal && { id: known, removal: removal.removal, release: { id: String(removal.release) } };
  }
}
