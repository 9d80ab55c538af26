/**
 * `totals`: how much is published, for a home page. It is made of what the releases say of themselves: no
 * record is counted.
 */
import {
  ANY_FEED_DIRECTIVE,
  assumedSize,
  codeEnum,
  Ctx,
  DateTimeScalar,
  departmentStub,
  describe,
  Directive,
  entityStub,
  Field,
  FieldResolver,
  InLanguage,
  Int,
  labelField,
  LongScalar,
  ObjectType,
  Query,
  Resolver,
  Root,
  subgraphOf,
  type EntityReference,
  type Language,
  type SubgraphContext,
} from "#kit";
import { audiences, themes } from "../code-lists.js";
import { listOnce } from "./dataset-resolver.js";
import type { Dataset } from "./dataset-type.js";

const Feed = entityStub("open-data", "Feed", "id");
const Department = departmentStub("open-data");

@Directive(ANY_FEED_DIRECTIVE)
@ObjectType("ThemeTotals", {
  description: describe("一个主题的数据集和记录", "The datasets and records of a theme"),
  simpleResolvers: true,
})
class ThemeTotals {
  @Field(() => codeEnum(themes), { description: describe("主题分类", "The theme") }) readonly theme: string =
    "";
  @Field(() => Int, { description: describe("数据集数", "How many datasets") }) readonly datasets: number = 0;
  @Field(() => LongScalar, { description: describe("公开的记录数", "How many published records") })
  readonly records: number = 0;
}

@Directive(ANY_FEED_DIRECTIVE)
@ObjectType("AudienceTotals", {
  description: describe("面向一类服务对象的数据集和记录", "The datasets and records for an audience"),
  simpleResolvers: true,
})
class AudienceTotals {
  @Field(() => codeEnum(audiences), { description: describe("服务对象", "The audience") })
  readonly audience: string = "";
  @Field(() => Int, { description: describe("数据集数", "How many datasets") }) readonly datasets: number = 0;
  @Field(() => LongScalar, { description: describe("公开的记录数", "How many published records") })
  readonly records: number = 0;
}

@Directive(ANY_FEED_DIRECTIVE)
@ObjectType("DomainTotals", {
  description: describe("一个领域的数据集和记录", "The datasets and records of a domain"),
  simpleResolvers: true,
})
class DomainTotals {
  @Field(() => String, {
    description: describe("领域：报送事项编号的前一部分", "The domain: the first part of its feeds' ids"),
  })
  readonly domain: string = "";
  @Field(() => Int, { description: describe("数据集数", "How many datasets") }) readonly datasets: number = 0;
  @Field(() => LongScalar, { description: describe("公开的记录数", "How many published records") })
  readonly records: number = 0;
}

@Directive(ANY_FEED_DIRECTIVE)
@ObjectType("PublisherTotals", {
  description: describe("一个部门提供的数据集和记录", "The datasets and records that a department publishes"),
  simpleResolvers: true,
})
class PublisherTotals {
  @Field(() => Department, { description: describe("数据提供方", "The publisher") })
  readonly department: EntityReference = {};
  @Field(() => Int, { description: describe("数据集数", "How many datasets") }) readonly datasets: number = 0;
  @Field(() => LongScalar, { description: describe("公开的记录数", "How many published records") })
  readonly records: number = 0;
}

@Directive(ANY_FEED_DIRECTIVE)
@ObjectType("TypeTotals", {
  description: describe("一种类型的记录", "The records of a type"),
  simpleResolvers: true,
})
class TypeTotals {
  @Field(() => String, { description: describe("总图中的类型名", "The type in the graph") })
  readonly type: string = "";
  @Field(() => Feed, { description: describe("报送事项", "Its feed") }) readonly feed: EntityReference = {};
  @Field(() => LongScalar, { description: describe("公开的记录数", "How many published records") })
  readonly records: number = 0;
  readonly title: Dataset["title"] = "";
  readonly titleEn: Dataset["titleEn"] = "";
}

@Directive(ANY_FEED_DIRECTIVE)
@ObjectType("Totals", {
  description: describe("公开的总量，供首页使用", "How much is published, for a home page"),
  simpleResolvers: true,
})
class Totals {
  @Field(() => LongScalar, { description: describe("公开的记录数", "How many published records") })
  readonly records: number = 0;
  @Field(() => Int, { description: describe("数据集数", "How many datasets") }) readonly datasets: number = 0;
  @Field(() => Int, { description: describe("名录中的部门数", "How many departments the directory has") })
  readonly departments: number = 0;
  @Field(() => Int, { description: describe("发布次数", "How many releases there were") })
  readonly releases: number = 0;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: describe("最近一次发布的时间", "When the latest release was; null before the first"),
  })
  readonly lastReleasedAt: Date | null = null;
  @Directive(assumedSize(20))
  @Field(() => [ThemeTotals], { description: describe("按主题，记录多的在前", "By theme, the most first") })
  readonly themes: readonly ThemeTotals[] = [];
  @Directive(assumedSize(10))
  @Field(() => [AudienceTotals], {
    description: describe("按服务对象，按代码表的顺序", "By audience, in the order of the code list"),
  })
  readonly audiences: readonly AudienceTotals[] = [];
  @Directive(assumedSize(10))
  @Field(() => [DomainTotals], { description: describe("按领域，记录多的在前", "By domain, the most first") })
  readonly domains: readonly DomainTotals[] = [];
  @Directive(assumedSize(40))
  @Field(() => [PublisherTotals], {
    description: describe("按数据提供方，记录多的在前", "By publisher, the most records first"),
  })
  readonly publishers: readonly PublisherTotals[] = [];
  @Directive(assumedSize(40))
  @Field(() => [TypeTotals], { description: describe("按类型，记录多的在前", "By type, the most first") })
  readonly types: readonly TypeTotals[] = [];
}

@Resolver()
export class TotalsResolver {
  @Query(() => Totals, {
    description: describe(
      "公开的总量：记录、数据集、部门、发布",
      "How much is published, in all and by theme, domain and type",
    ),
  })
  async totals(@Ctx() context: SubgraphContext): Promise<Totals> {
    const all = await listOnce(context);
    const directory = context.contracts().find((contract) => contract.departments?.() === contract);
    const latest = all.map(({ modified }) => modified?.getTime() ?? 0);
    return {
      ...sumOf(all),
      departments: all.find(({ id }) => id === directory?.id)?.rows ?? 0,
      releases: all.reduce((sum, { releaseCount }) => sum + releaseCount, 0),
      lastReleasedAt: Math.max(0, ...latest) > 0 ? new Date(Math.max(...latest)) : null,
      themes: sums(all, ({ theme }) => theme).map(([theme, sum]) => ({ theme, ...sum })),
      audiences: audiences.codes.map(({ name }) => ({
        audience: name,
        ...sumOf(all.filter((dataset) => dataset.audiences.includes(name))),
      })),
      domains: sums(all, ({ id }) => subgraphOf(id)).map(([domain, sum]) => ({ domain, ...sum })),
      publishers: sums(all, ({ publisher: { code } }) => String(code)).map(([code, sum]) => ({
        department: { code },
        ...sum,
      })),
      types: all
        .flatMap(({ graphType, feed, rows, title, titleEn }) =>
          graphType === null ? [] : [{ type: graphType, feed, records: rows, title, titleEn }],
        )
        .toSorted((one, other) => other.records - one.records),
    };
  }
}

@Resolver(() => DomainTotals)
export class DomainTotalsResolver {
  @FieldResolver(() => String, { description: describe("领域的名称", "The domain, in words") })
  domainLabel(
    @Root() { domain }: DomainTotals,
    @InLanguage() language: Language,
    @Ctx() { catalogue }: SubgraphContext,
  ): string {
    const { title } = catalogue.get(domain) ?? { title: { zh: domain, en: domain } };
    return language === "EN" ? title.en : title.zh;
  }
}

@Resolver(() => TypeTotals)
export class TypeTotalsResolver {
  @FieldResolver(() => String, { description: describe("类型的名称", "The type, in words") })
  typeLabel(@Root() { title, titleEn }: TypeTotals, @InLanguage() language: Language): string {
    return language === "EN" ? titleEn : title;
  }
}

export const themeTotalsLabel = labelField({
  on: ThemeTotals,
  from: "theme",
  name: "themeLabel",
  field: { kind: "code", required: true, ...themes.title, list: themes },
});

export const audienceTotalsLabel = labelField({
  on: AudienceTotals,
  from: "audience",
  name: "audienceLabel",
  field: { kind: "code", required: true, ...audiences.title, list: audiences },
});

interface Sum {
  readonly datasets: number;
  readonly records: number;
}

function sumOf(datasets: readonly Dataset[]): Sum {
  return { datasets: datasets.length, records: datasets.reduce((sum, { rows }) => sum + rows, 0) };
}

/** The most records first. */
function sums(
  datasets: readonly Dataset[],
  keyOf: (dataset: Dataset) => string,
): readonly (readonly [string, Sum])[] {
  return [...Map.groupBy(datasets, keyOf)]
    .map(([key, found]) => [key, sumOf(found)] as const)
    .toSorted(([, one], [, other]) => other.records - one.records);
}
