/**
 * How the fields are answered. A field that another department's page shows may be null: while this service
 * is down, only it is empty.
 */
import { GraphQLError } from "graphql";
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from "./decorators.js";
import type { Context } from "./caller.js";
import { findPoint, listPoints } from "./points.js";
import { Area, SampleNamePoint } from "./types.js";

const MAX_PAGE = 100;
const FIRST = { defaultValue: 20, description: `取几条，最多${MAX_PAGE} / How many, at most ${MAX_PAGE}` };
/** The cost that the gateway counts for a list before it asks for it. */
const LIST_SIZE = '@listSize(assumedSize: 20, slicingArguments: ["first"], requireOneSlicingArgument: false)';

@Resolver(() => Area)
export class AreaResolver {
  @FieldResolver(() => [SampleNamePoint], {
    nullable: true,
    description: "本辖区的服务网点 / Service points of this area",
  })
  @Directive(LIST_SIZE)
  sampleNamePoints(
    @Root() { code }: Area,
    @Arg("first", () => Int, FIRST) first: number,
  ): readonly SampleNamePoint[] {
    return listPoints(code, pageSize(first));
  }
}

@Resolver(() => SampleNamePoint)
export class SampleNamePointResolver {
  @Query(() => SampleNamePoint, {
    nullable: true,
    description: "一个服务网点；没有则为空 / One service point, or null",
  })
  sampleNamePoint(
    @Arg("id", () => ID, { description: "编号 / Identifier" }) id: string,
  ): SampleNamePoint | null {
    return findPoint(id);
  }

  @Query(() => [SampleNamePoint], { nullable: true, description: "全部服务网点 / All service points" })
  @Directive(LIST_SIZE)
  sampleNamePoints(@Arg("first", () => Int, FIRST) first: number): readonly SampleNamePoint[] {
    return listPoints(null, pageSize(first));
  }

  /** Its key is enough: the gateway asks the directory for the rest. */
  @FieldResolver(() => Area, { nullable: true, description: "所在辖区 / The area where it is" })
  area(@Root() { areaCode }: SampleNamePoint): Area {
    return new Area(areaCode);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "备注，登录的工作人员可见 / A remark, for staff who are signed in",
  })
  remark(@Root() { remark }: SampleNamePoint, @Ctx() { caller }: Context): string | null {
    return caller === null ? null : remark;
  }
}

/** Entities by their keys, when the gateway comes from another subgraph. */
export const REFERENCES = {
  Area: { __resolveReference: ({ code }: Area): Area => new Area(code) },
  SampleNamePoint: { __resolveReference: ({ id }: SampleNamePoint): SampleNamePoint | null => findPoint(id) },
};

function pageSize(first: number): number {
  if (first < 1 || first > MAX_PAGE)
    throw new GraphQLError(`每页1至${MAX_PAGE}条 / A page has 1 to ${MAX_PAGE} records`, {
      extensions: { code: "PAGE_ARGUMENTS" },
    });
  return first;
}
