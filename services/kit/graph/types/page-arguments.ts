/**
 * The arguments of a list in pages that is no feed's: those of a feed's lists are in `list-arguments.ts`.
 * What they mean is told of `Query`.
 */
import { ArgsType, Field, Int } from "./decorators.js";

@ArgsType()
export class PageArguments {
  @Field(() => Int, { nullable: true }) readonly first?: number | null;
  @Field(() => String, { nullable: true }) readonly after?: string | null;
  @Field(() => Int, { nullable: true }) readonly last?: number | null;
  @Field(() => String, { nullable: true }) readonly before?: string | null;
}
