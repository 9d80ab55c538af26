/** `Area.neighbours`: the areas beside it, of the few codes that its record names. */
import {
  assumedSize,
  Ctx,
  describe,
  Directive,
  FieldResolver,
  Info,
  Needs,
  recordType,
  Resolver,
  Root,
  wantedFields,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import type { GraphQLResolveInfo } from "graphql";
import { areas } from "./feeds/areas.js";
import { codesOf } from "./rules/area-rules.js";

const Area = recordType(areas);

@Resolver(() => Area)
export class AreaNeighbours {
  @Directive(assumedSize(8))
  @Needs(areas, "neighbourCodes")
  @FieldResolver(() => [Area], { description: describe("相邻的区划", "The areas beside it") })
  async neighbours(
    @Root() { neighbourCodes }: RecordOf<typeof areas>,
    @Ctx() { reader }: SubgraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly RecordOf<typeof areas>[]> {
    const fields = wantedFields(areas, info, [[]]);
    const found = await Promise.all(
      codesOf(neighbourCodes ?? null).map((code) => reader.byField(areas, "code", code, { fields })),
    );
    return found.filter((area) => area !== null);
  }
}
