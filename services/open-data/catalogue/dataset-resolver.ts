/** Finding datasets: by theme, department, openness or words; one by its identifier; those of a department. */
import { Arg, Args, ArgsType, codeEnum, Ctx, departmentStub, describe, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root, type SubgraphContext } from "#kit";
import { HubError } from "#schema/errors.js";
import { openness, themes } from "../code-lists.js";
import { Dataset, DatasetConnection } from "./dataset-type.js";
import { listDatasets } from "./list-datasets.js";

const MOST = 100;

@InputType("DatasetWhere", { description: describe("数据集的筛选条件，各项须同时满足", "Conditions, all of which must hold") })
class DatasetWhere {
  @Field(() => codeEnum(themes), { nullable: true, description: describe("主题分类", "Theme") }) readonly theme?: string | null;
  @Field(() => codeEnum(openness), { nullable: true, description: describe("开放属性", "Openness") }) readonly openness?: string | null;
  @Field(() => String, { nullable: true, description: describe("数据提供方的部门编码", "Code of the publisher") }) readonly publisher?: string | null;
  @Field(() => Boolean, { nullable: true, description: describe("是否超期未更新", "Whether its next release is late") }) readonly isOverdue?: boolean | null;
  @Field(() => String, { nullable: true, description: describe("名称、摘要、关键字、编码中的文字", "Words of title, description, keywords or identifier") }) readonly text?: string | null;
}

@ArgsType()
class DatasetArguments {
  @Field(() => DatasetWhere, { nullable: true, description: describe("筛选", "Filter") }) readonly where?: DatasetWhere | null;
  @Field(() => Int, { nullable: true, description: describe(`取几个，默认 20，最多 ${MOST}`, `How many: 20 unless told, at most ${MOST}`) }) readonly first?: number | null;
  @Field(() => String, { nullable: true, description: describe("从此游标之后取", "After this cursor") }) readonly after?: string | null;
}

@Resolver(() => Dataset)
export class DatasetResolver {
  @Query(() => DatasetConnection, { description: describe("公共数据目录：所有数据集，按编码", "The catalogue: all datasets, by identifier") })
  async datasets(@Args(() => DatasetArguments) { where, first, after }: DatasetArguments, @Ctx() context: SubgraphContext): Promise<DatasetConnection> {
    return toPage((await listDatasets(context)).filter((dataset) => fits(dataset, where ?? {})), first ?? 20, after ?? null);
  }

  @Query(() => Dataset, { nullable: true, description: describe("一个数据集，没有则为空", "One dataset, or null") })
  async dataset(@Arg("id", () => ID, { description: describe("编码", "Identifier") }) id: string, @Ctx() context: SubgraphContext): Promise<Dataset | null> {
    return findDataset(id, context);
  }
}

@Resolver(() => departmentStub("open-data"))
export class DepartmentDatasets {
  @FieldResolver(() => [Dataset], { description: describe("它提供的数据集", "The datasets that it publishes") })
  async datasets(@Root() { code }: { readonly code?: string }, @Ctx() context: SubgraphContext): Promise<readonly Dataset[]> {
    return (await listOnce(context)).filter(({ publisher }) => publisher["code"] === code);
  }
}

export async function findDataset(id: string, context: SubgraphContext): Promise<Dataset | null> {
  return (await listOnce(context)).find((dataset) => dataset.id === id) ?? null;
}

/** For fifty departments the catalogue is read once. */
function listOnce(context: SubgraphContext): Promise<readonly Dataset[]> {
  const known = lists.get(context) ?? listDatasets(context);
  lists.set(context, known);
  return known;
}

const lists = new WeakMap<SubgraphContext, Promise<readonly Dataset[]>>();

function fits(dataset: Dataset, { theme, openness: open, publisher, isOverdue, text }: DatasetWhere): boolean {
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const searched = [dataset.id, dataset.title, dataset.titleEn, dataset.description, ...dataset.keywords].join(" ").toLowerCase();
  return (theme ?? dataset.theme) === dataset.theme && (open ?? dataset.openness) === dataset.openness && (publisher ?? dataset.publisher["code"]) === dataset.publisher["code"]
    && (isOverdue ?? dataset.isOverdue) === dataset.isOverdue && words.every((word) => searched.includes(word));
}

function toPage(found: readonly Dataset[], first: number, after: string | null): DatasetConnection {
  if (!Number.isInteger(first) || first < 1 || first > MOST) throw new HubError("PAGE_ARGUMENTS", { reason: `每页 1 到 ${MOST} 个`, reasonEn: `a page has 1 to ${MOST}` });
  const start = after === null ? 0 : found.findIndex(({ id }) => id > Buffer.from(after, "base64url").toString());
  const nodes = start < 0 ? [] : found.slice(start, start + first);
  const edges = nodes.map((node) => ({ node, cursor: Buffer.from(node.id).toString("base64url") }));
  return {
    nodes, edges, totalCount: found.length,
    pageInfo: { hasNextPage: start >= 0 && start + first < found.length, hasPreviousPage: start > 0 || (start < 0 && found.length > 0), startCursor: edges.at(0)?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
