/** The arguments of a list in pages that is no feed's: those of a feed's lists are in `list-arguments.ts`. */
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from "#schema/runtime/pages.js";
import { ArgsType, Field, Int } from "./decorators.js";
import { describe } from "./describe.js";

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: describe(
      `从前往后取的条数，默认${DEFAULT_PAGE_SIZE}，最多${MAX_PAGE_SIZE}`,
      `How many from the start: ${DEFAULT_PAGE_SIZE} unless told, at most ${MAX_PAGE_SIZE}`,
    ),
  })
  readonly first?: number | null;
  @Field(() => String, { nullable: true, description: describe("从此游标之后取", "After this cursor") })
  readonly after?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: describe(
      `从后往前取的条数，最多${MAX_PAGE_SIZE}`,
      `How many from the end, at most ${MAX_PAGE_SIZE}`,
    ),
  })
  readonly last?: number | null;
  @Field(() => String, { nullable: true, description: describe("取此游标之前的", "Before this cursor") })
  readonly before?: string | null;
}
