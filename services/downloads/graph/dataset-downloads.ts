/** `Dataset.downloads`, and `downloads(dataset:)`: the addresses of a dataset's files, whole or in part. */
import {
  Arg,
  Args,
  ArgsType,
  codeEnum,
  Ctx,
  DateTimeScalar,
  describe,
  entityStub,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  type SubgraphContext,
} from "#kit";
import { addressOf, type Part } from "../address.js";
import { FORMATS, formatsOf } from "../formats/index.js";
import { formats } from "./format-list.js";

const FileFormat = codeEnum(formats);
const DatasetStub = entityStub("downloads", "Dataset", "id");

@ObjectType("Download", {
  description: describe("数据集的一个文件", "A dataset as a file, dcat:Distribution"),
  simpleResolvers: true,
})
class Download {
  @Field(() => FileFormat, { description: describe("格式", "Its format, dct:format") })
  readonly format: string = "";
  @Field(() => String, { description: describe("媒体类型", "Its media type, dcat:mediaType") })
  readonly mediaType: string = "";
  @Field(() => String, {
    description: describe(
      "下载地址（路径），内容随数据更新",
      "Its path, dcat:downloadURL: the file is always that of now",
    ),
  })
  readonly path: string = "";
}

@ArgsType()
class PartArguments implements Part {
  @Field(() => String, {
    nullable: true,
    description: describe("筛选条件：总图中列表的 where，写成 JSON", "The list's `where`, as JSON"),
  })
  readonly where?: string | null;
  @Field(() => [String], {
    nullable: true,
    description: describe("排序，取值同总图中的列表", "The list's orders"),
  })
  readonly orderBy?: readonly string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: describe("只要这些列，写字段名", "Only these columns, by the graph's names"),
  })
  readonly columns?: readonly string[] | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("当时公开的内容", "What was public at that time"),
  })
  readonly asOf?: Date | null;
}

@Resolver()
export class DownloadsResolver {
  @Query(() => [Download], {
    description: describe(
      "一个数据集可下载的文件；未开放的没有",
      "The files of a dataset, one in each format that it can have; none of one that is not open",
    ),
  })
  downloads(
    @Arg("dataset", () => ID, { description: describe("数据集编码", "The dataset's id") }) dataset: string,
    @Args(() => PartArguments) part: PartArguments,
    @Ctx() context: SubgraphContext,
  ): readonly Download[] {
    return downloadsOf(dataset, part, context);
  }
}

@Resolver(() => DatasetStub)
export class DatasetDownloads {
  @FieldResolver(() => [Download], {
    description: describe(
      "可下载的文件；未开放的数据集没有",
      "Its files, one in each format that it can have; none of a dataset that is not open",
    ),
  })
  downloads(
    @Root() { id }: { readonly id: string },
    @Args(() => PartArguments) part: PartArguments,
    @Ctx() context: SubgraphContext,
  ): readonly Download[] {
    return downloadsOf(id, part, context);
  }
}

function downloadsOf(dataset: string, part: Part, { contracts }: SubgraphContext): readonly Download[] {
  const contract = contracts().find(({ id }) => id === dataset);
  if (!contract) return [];
  return formatsOf(contract).map((format) => ({
    format: format.toUpperCase(),
    mediaType: FORMATS[format].mediaType,
    path: addressOf(contracts(), `${dataset}.${format}`, part),
  }));
}
