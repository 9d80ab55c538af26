/** Each time that a dataset is released: what the catalogue says of it then. */
import {
  AFTER,
  Arg,
  Ctx,
  CURSOR,
  describe,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  placeOf,
  releaseEvents,
  releaseStub,
  Resolver,
  Root,
  Subscription,
  type EntityReference,
  type EventSource,
  type LiveEvent,
  type SubgraphContext,
  writePlace,
} from "#kit";
import { HubError } from "#schema/errors.js";
import { findDataset } from "./dataset-resolver.js";
import { Dataset } from "./dataset-type.js";

const Release = releaseStub("open-data");

@ObjectType("DatasetUpdated", {
  description: describe("数据集有新的发布", "A release of a dataset"),
  simpleResolvers: true,
})
export class DatasetUpdated implements LiveEvent {
  @Field(() => String, { description: CURSOR }) readonly cursor: string = "";
  @Field(() => Release, { description: describe("这次发布", "The release") })
  readonly release: EntityReference = {};
  readonly id: string = "";
}

interface UpdatedArguments {
  readonly id: string;
  readonly after?: string | null;
}

@Resolver(() => DatasetUpdated)
export class DatasetUpdatedResolver {
  @Subscription(() => DatasetUpdated, {
    description: describe("一个数据集每次发布推送一次", "One dataset, each time that it is released"),
    subscribe: ({ args, context }: { readonly args: UpdatedArguments; readonly context: SubgraphContext }) =>
      openSource(args, context),
  })
  datasetUpdated(
    @Root() updated: DatasetUpdated,
    @Arg("id", () => ID, { description: describe("编码", "Identifier") }) _id: string,
    @Arg("after", () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): DatasetUpdated {
    return updated;
  }

  @FieldResolver(() => Dataset, {
    nullable: true,
    description: describe(
      "数据集的当前情况；此后撤销的为空",
      "The dataset as the catalogue has it now; null when it has gone since",
    ),
  })
  dataset(@Root() { id }: DatasetUpdated, @Ctx() context: SubgraphContext): Promise<Dataset | null> {
    return findDataset(id, context);
  }
}

async function openSource(
  { id, after }: UpdatedArguments,
  context: SubgraphContext,
): Promise<EventSource<DatasetUpdated>> {
  if (!(await findDataset(id, context)))
    throw new HubError("FEED_UNKNOWN", {
      feed: id.slice(0, 100),
      known: context
        .contracts()
        .map((contract) => contract.id)
        .join("、"),
    });
  const place = await placeOf(context, after);
  return releaseEvents(context, place, async function* ({ number, feed }) {
    const cursor = writePlace({ ...place, release: number, row: Infinity });
    if (feed === id) yield { cursor, release: { id: String(number) }, id };
  });
}
