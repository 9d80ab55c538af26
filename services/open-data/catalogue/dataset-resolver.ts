/**
 * Finding datasets: by theme, department, openness or words; one by its identifier; those of a department.
 */
import {
  Arg,
  Args,
  ArgsType,
  codeEnum,
  Ctx,
  departmentStub,
  describe,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  labelField,
  LIST_SIZE,
  PageArguments,
  pageOf,
  Query,
  registerEnumType,
  ROOT_LIST,
  Resolver,
  Root,
  type SubgraphContext,
  type WholeList,
  licences,
} from "#kit";
import { audiences, openness, rhythms, sharing, themes } from "../code-lists.js";
import { Dataset, DatasetConnection } from "./dataset-type.js";
import { listDatasets } from "./list-datasets.js";
import { compareBy, DATASET_ORDERS, type DatasetOrder } from "./order-datasets.js";

const DatasetOrderEnum = Object.fromEntries(Object.keys(DATASET_ORDERS).map((name) => [name, name]));
registerEnumType(DatasetOrderEnum, {
  name: "DatasetOrder",
  description: describe("数据集的排序", "Order of datasets"),
  valuesConfig: {
    ID_ASC: { description: describe("按编码，升序", "By identifier, ascending") },
    ID_DESC: { description: describe("按编码，降序", "By identifier, descending") },
    MODIFIED_ASC: {
      description: describe(
        "按最近更新，升序；未发布的在最前",
        "By latest release, the oldest first, those without one before",
      ),
    },
    MODIFIED_DESC: { description: describe("按最近更新，降序", "By latest release, the newest first") },
    ROWS_ASC: { description: describe("按记录数，升序", "By number of records, ascending") },
    ROWS_DESC: { description: describe("按记录数，降序", "By number of records, descending") },
  },
});

@InputType("DatasetWhere", {
  description: describe("数据集的筛选条件，各项须同时满足", "Conditions, all of which must hold"),
})
class DatasetWhere {
  @Field(() => codeEnum(themes), { nullable: true, description: describe("主题分类", "Theme") })
  readonly theme?: string | null;
  @Field(() => codeEnum(audiences), { nullable: true, description: describe("服务对象", "For whom it is") })
  readonly audience?: string | null;
  @Field(() => codeEnum(openness), { nullable: true, description: describe("开放属性", "Openness") })
  readonly openness?: string | null;
  @Field(() => String, {
    nullable: true,
    description: describe("数据提供方的部门编码", "Code of the publisher"),
  })
  readonly publisher?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: describe("是否超期未更新", "Whether its next release is late"),
  })
  readonly isOverdue?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: describe(
      "名称、摘要、关键字、编码中的文字",
      "Words of title, description, keywords or identifier",
    ),
  })
  readonly text?: string | null;
}

@ArgsType()
class DatasetArguments extends PageArguments {
  @Field(() => DatasetWhere, { nullable: true, description: describe("筛选", "Filter") })
  readonly where?: DatasetWhere | null;
  @Field(() => [DatasetOrderEnum], {
    nullable: true,
    description: describe(
      "排序，可依次按多项，默认按编码",
      "Order, by one or several; by identifier unless told",
    ),
  })
  readonly orderBy?: readonly DatasetOrder[] | null;
}

@Resolver(() => Dataset)
export class DatasetResolver {
  @Directive(LIST_SIZE)
  @Directive(ROOT_LIST)
  @Query(() => DatasetConnection, {
    description: describe("公共数据目录：所有数据集", "The catalogue: all datasets"),
  })
  async datasets(
    @Args(() => DatasetArguments) { where, orderBy, ...pages }: DatasetArguments,
    @Ctx() context: SubgraphContext,
  ): Promise<WholeList<Dataset>> {
    const ordered = (await listOnce(context)).toSorted(compareBy(orderBy ?? []));
    return pageOf(
      ordered,
      ({ id }) => id,
      pages,
      (dataset) => fits(dataset, where ?? {}),
    );
  }

  @Query(() => Dataset, {
    nullable: true,
    description: describe("一个数据集，没有则为空", "One dataset, or null"),
  })
  async dataset(
    @Arg("id", () => ID, { description: describe("编码", "Identifier") }) id: string,
    @Ctx() context: SubgraphContext,
  ): Promise<Dataset | null> {
    return findDataset(id, context);
  }
}

@Resolver(() => departmentStub("open-data"))
export class DepartmentDatasets {
  @Directive(LIST_SIZE)
  @FieldResolver(() => DatasetConnection, {
    description: describe(
      "该部门提供的、以及由它报送的数据集（如双公示）",
      "The datasets that it publishes, and those that it hands in, such as double publicity",
    ),
  })
  async datasets(
    @Root() { code = "" }: { readonly code?: string },
    @Args(() => PageArguments) pages: PageArguments,
    @Ctx() context: SubgraphContext,
  ): Promise<WholeList<Dataset>> {
    const [all, handedIn] = await Promise.all([listOnce(context), context.reader.handedInBy(code)]);
    const own = new Set(handedIn.map(({ feed }) => feed));
    return pageOf(
      all.filter(({ id, publisher }) => publisher["code"] === code || own.has(id)),
      ({ id }) => id,
      pages,
    );
  }
}

/** Its codes in words. */
export const datasetLabels = (
  [
    ["theme", themes],
    ["openness", openness],
    ["sharing", sharing],
    ["rhythm", rhythms],
    ["licence", licences],
  ] as const
).map(([from, list]) =>
  labelField({
    on: Dataset,
    from,
    name: `${from}Label`,
    field: { kind: "code", required: true, ...list.title, list },
  }),
);

export async function findDataset(id: string, context: SubgraphContext): Promise<Dataset | null> {
  return (await listOnce(context)).find((dataset) => dataset.id === id) ?? null;
}

/** For fifty departments the catalogue is read once. */
export function listOnce(context: SubgraphContext): Promise<readonly Dataset[]> {
  const known = lists.get(context) ?? listDatasets(context);
  lists.set(context, known);
  return known;
}

const lists = new WeakMap<SubgraphContext, Promise<readonly Dataset[]>>();

function fits(
  dataset: Dataset,
  { theme, audience, openness: open, publisher, isOverdue, text }: DatasetWhere,
): boolean {
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const searched = [dataset.id, dataset.title, dataset.titleEn, dataset.description, ...dataset.keywords]
    .join(" ")
    .toLowerCase();
  return (
    (theme ?? dataset.theme) === dataset.theme &&
    (audience == null || dataset.audiences.includes(audience)) &&
    (open ?? dataset.openness) === dataset.openness &&
    (publisher ?? dataset.publisher["code"]) === dataset.publisher["code"] &&
    (isOverdue ?? dataset.isOverdue) === dataset.isOverdue &&
    words.every((word) => searched.includes(word))
  );
}
