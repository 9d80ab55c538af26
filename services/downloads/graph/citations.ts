/** `Dataset.citation` and `Release.citation`. */
import DataLoader from "dataloader";
import {
  ANY_FEED_DIRECTIVE,
  Arg,
  Ctx,
  DateScalar,
  describe,
  Directive,
  entityStub,
  Field,
  FieldResolver,
  ObjectType,
  releaseStub,
  Resolver,
  Root,
  type SubgraphContext,
} from "#kit";
import { hubOf, readReleases, type Release } from "#kit/hub";
import { toCitation, type Citation } from "../cite/citation.js";
import { releasePath } from "../releases/path.js";
import { publisherName } from "../cite/publisher.js";

@ObjectType("Citation", {
  description: describe("引用一次发布的数据集的著录", "How a dataset as of one release is cited"),
  simpleResolvers: true,
})
@Directive(ANY_FEED_DIRECTIVE)
class CitationType implements Citation {
  @Field(() => String, {
    description: describe("按 GB/T 7714-2015 著录的文本", "Its text by GB/T 7714-2015, of a dataset online"),
  })
  readonly text: string = "";
  @Field(() => String, { description: describe("BibTeX 条目", "Its entry for BibTeX, `@dataset`") })
  readonly bibtex: string = "";
  @Field(() => String, {
    description: describe(
      "固定地址：该次发布后的数据集；本站未设置网址的为路径",
      "The dataset after that release, for good; a path where the hub does not know its own address",
    ),
  })
  readonly address: string = "";
}

const DatasetStub = entityStub("downloads", "Dataset", "id");
const CITED_ON = describe(
  "引用日期；不填则文中不写，由引用者补上",
  "The day of the citation; left out where nobody says, for who cites to add",
);

@Resolver(() => DatasetStub)
export class DatasetCitation {
  @Directive(ANY_FEED_DIRECTIVE)
  @FieldResolver(() => CitationType, {
    nullable: true,
    description: describe(
      "引用：最近一次发布；未发布、未开放的为空",
      "How its latest release is cited; null before the first, and for one that is not open",
    ),
  })
  async citation(
    @Root() { id }: { readonly id: string },
    @Arg("citedOn", () => DateScalar, { nullable: true, description: CITED_ON }) citedOn: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Citation | null> {
    const latest = (await context.reader.releaseTotals()).get(id);
    return latest ? citationOf(String(latest.number), citedOn, context) : null;
  }
}

@Resolver(() => releaseStub("downloads"))
export class ReleaseCitation {
  @Directive(ANY_FEED_DIRECTIVE)
  @FieldResolver(() => CitationType, {
    nullable: true,
    description: describe(
      "引用：该次发布后的数据集；不再开放的为空",
      "How the dataset after it is cited; null where that is open no longer",
    ),
  })
  citation(
    @Root() { id }: { readonly id: string },
    @Arg("citedOn", () => DateScalar, { nullable: true, description: CITED_ON }) citedOn: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<Citation | null> {
    return citationOf(id, citedOn, context);
  }
}

async function citationOf(
  id: string,
  citedOn: string | null | undefined,
  context: SubgraphContext,
): Promise<Citation | null> {
  const release = /^\d{1,9}$/.test(id) ? await releasesOf(context).load(Number(id)) : null;
  const contract = context.contracts().find((one) => one.id === release?.feed);
  if (!release || !contract) return null;
  const origin = (hubOf(context).publicUrl ?? "").replace(/\/$/, "");
  return toCitation({
    name: `${contract.id}.${release.number}`,
    title: contract.title.zh,
    publisher: await publisherName(context, contract.lead),
    release: release.number,
    releasedAt: release.releasedAt,
    address: `${origin}${releasePath(contract.id, release.number, "csv")}`,
    citedOn: citedOn ?? null,
  });
}

const loaders = new WeakMap<SubgraphContext, DataLoader<number, Release | null>>();

/** All releases of a request are read together. */
function releasesOf(context: SubgraphContext): DataLoader<number, Release | null> {
  const known =
    loaders.get(context) ??
    new DataLoader<number, Release | null>(async (numbers) => {
      const found = await readReleases(hubOf(context).statements, numbers);
      const releases = new Map(found.map((release) => [release.number, release]));
      return numbers.map((number) => releases.get(number) ?? null);
    });
  loaders.set(context, known);
  return known;
}
