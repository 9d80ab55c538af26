/** Each release as it is made, of all feeds or of some. */
import {
  AFTER,
  Arg,
  describe,
  ID,
  placeOf,
  releaseEvents,
  Resolver,
  Root,
  Subscription,
  type EventSource,
  type LiveEvent,
  type SubgraphContext,
  writePlace,
} from "#kit";
import type { Release } from "#kit/hub";
import { toReleaseValue, type ReleaseValue } from "./feed-resolver.js";
import { ReleaseType } from "./types.js";

interface ReleasedArguments {
  readonly feeds?: readonly string[] | null;
  readonly after?: string | null;
}
interface ReleasedEvent extends LiveEvent {
  readonly release: Release;
}

@Resolver()
export class ReleasedResolver {
  @Subscription(() => ReleaseType, {
    description: describe("每次发布推送一次", "Each release as it is made"),
    subscribe: ({ args, context }: { readonly args: ReleasedArguments; readonly context: SubgraphContext }) =>
      openSource(args, context),
  })
  released(
    @Root() { release }: ReleasedEvent,
    @Arg("feeds", () => [ID], {
      nullable: true,
      description: describe("限于这些报送事项", "Only of these feeds"),
    })
    _feeds: readonly string[] | null,
    @Arg("after", () => String, { nullable: true, description: AFTER }) _after: string | null,
  ): ReleaseValue {
    return toReleaseValue(release);
  }
}

async function openSource(
  { feeds, after }: ReleasedArguments,
  context: SubgraphContext,
): Promise<EventSource<ReleasedEvent>> {
  const wanted = feeds ? new Set(feeds) : null;
  const place = await placeOf(context, after);
  return releaseEvents(context, place, async function* (release) {
    const cursor = writePlace({ ...place, release: release.number, row: Infinity });
    if (!wanted || wanted.has(release.feed)) yield { cursor, release };
  });
}
