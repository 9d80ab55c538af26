/** Tells the kind of party that an enterprise is, by its licences and penalties. */
import {
  codeEnum,
  Ctx,
  describe,
  Directive,
  entityStub,
  feedDirective,
  FieldResolver,
  Resolver,
  Root,
  type EntityReference,
  type SubgraphContext,
} from "#kit";
import { partyKinds } from "./code-lists.js";
import { licences } from "./feeds/licences.js";
import { penalties } from "./feeds/penalties.js";

export const Party = entityStub("enforcement", "Party", "id");

/** The feeds that tell it. */
const TELLING = [licences, penalties] as const;

@Resolver(() => Party)
export class PartyKind {
  @Directive(feedDirective(licences))
  @Directive(feedDirective(penalties))
  @FieldResolver(() => codeEnum(partyKinds), {
    nullable: true,
    description: describe(
      "类别；许可和处罚没有提到的为空",
      "Kind of party; null for one that no licence or penalty speaks of",
    ),
  })
  async kind(@Root() { id }: EntityReference, @Ctx() { reader }: SubgraphContext): Promise<string | null> {
    const records = await Promise.all(
      TELLING.map((feed) => reader.byField(feed, "partyId", id, { fields: KIND })),
    );
    return records.map((record) => record?.partyKind).find((kind) => typeof kind === "string") ?? null;
  }
}

const KIND: ReadonlySet<string> = new Set(["partyKind"]);
