/**
 * What a release says of itself. Records of this subgraph's own feeds point at theirs by its id alone: it is
 * read then, once for all of an answer.
 */
import DataLoader from "dataloader";
import {
  Ctx,
  DateTimeScalar,
  describe,
  FieldResolver,
  Int,
  ownEntity,
  Resolver,
  Root,
  type EntityReference,
  type SubgraphContext,
} from "#kit";
import { hubOf, readReleases } from "#kit/hub";
import { Department, FeedType, findFeed, toReleaseValue, type ReleaseValue } from "./feed-resolver.js";
import { ReleaseKindEnum, ReleaseType } from "./types.js";

ownEntity("disclosure", "Release", { type: ReleaseType });
ownEntity("disclosure", "Feed", {
  type: FeedType,
  find: ({ id = "" }, contracts) => findFeed(id, { contracts: () => contracts }),
});

type Pointed = ReleaseValue | EntityReference;

@Resolver(() => ReleaseType)
export class ReleaseFields {
  @FieldResolver(() => Int, { description: describe("编号", "Number, from 1") })
  async number(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<number> {
    return (await readOf(release, context)).number;
  }

  @FieldResolver(() => ReleaseKindEnum, { description: describe("种类", "Kind") })
  async kind(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<string> {
    return (await readOf(release, context)).kind;
  }

  @FieldResolver(() => DateTimeScalar, { description: describe("发布时间", "When") })
  async releasedAt(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<Date> {
    return (await readOf(release, context)).releasedAt;
  }

  @FieldResolver(() => String, { description: describe("报送人", "Who handed it in") })
  async releasedBy(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<string> {
    return (await readOf(release, context)).releasedBy;
  }

  @FieldResolver(() => String, { description: describe("审核人", "Who approved it") })
  async approvedBy(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<string> {
    return (await readOf(release, context)).approvedBy;
  }

  @FieldResolver(() => Int, { description: describe("新增记录数", "Records added") })
  async added(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<number> {
    return (await readOf(release, context)).added;
  }

  @FieldResolver(() => Int, { description: describe("变更记录数", "Records changed") })
  async changed(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<number> {
    return (await readOf(release, context)).changed;
  }

  @FieldResolver(() => Int, { description: describe("删除记录数", "Records removed") })
  async removed(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<number> {
    return (await readOf(release, context)).removed;
  }

  @FieldResolver(() => FeedType, { nullable: true, description: describe("报送事项", "The feed") })
  async feed(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<FeedType | null> {
    return findFeed((await readOf(release, context)).feedId, context);
  }

  @FieldResolver(() => Department, { description: describe("报送部门", "The department that handed it in") })
  async department(@Root() release: Pointed, @Ctx() context: SubgraphContext): Promise<EntityReference> {
    return { code: (await readOf(release, context)).departmentCode };
  }
}

const loaders = new WeakMap<SubgraphContext, DataLoader<number, ReleaseValue>>();

async function readOf(release: Pointed, context: SubgraphContext): Promise<ReleaseValue> {
  return isRead(release) ? release : loaderOf(context).load(Number(release["id"]));
}

function isRead(release: Pointed): release is ReleaseValue {
  return "feedId" in release;
}

function loaderOf(context: SubgraphContext): DataLoader<number, ReleaseValue> {
  const known =
    loaders.get(context) ??
    new DataLoader<number, ReleaseValue>(async (numbers) => {
      const found = await readReleases(hubOf(context).statements, [...numbers]);
      const byNumber = new Map(found.map((release) => [release.number, toReleaseValue(release)]));
      return numbers.map((number) => byNumber.get(number) ?? new Error(`There is no release ${number}`));
    });
  loaders.set(context, known);
  return known;
}
