/** `annualReport`: the annual report of an organ or of the district, in the six parts of the form. */
import {
  addField,
  Arg,
  assumedSize,
  blocksOf,
  cost,
  Ctx,
  DateScalar,
  DecimalScalar,
  describe,
  Directive,
  Field,
  FieldResolver,
  InLanguage,
  ObjectType,
  objectType,
  Query,
  Resolver,
  Root,
  shanghaiDay,
  TextBlockType,
  type EntityReference,
  type Language,
  type SubgraphContext,
  type TextBlock,
} from "#kit";
import { hubOf } from "#kit/hub";
import { DISTRICT } from "../annual/organ.js";
import { readAnnual, type AnnualPart, type AnnualReport } from "../reports/annual.js";
import { publishedScope } from "../reports/scope.js";
import { AS_OF, knownThen } from "./duty-list.js";
import { Department, findRelease } from "./feed-resolver.js";
import { ReleaseType } from "./types.js";

interface ShownRow {
  readonly group: string;
  readonly label: string;
  readonly values: readonly (string | null)[];
}

interface ShownTable {
  readonly columns: readonly { readonly group: string | null; readonly label: string }[];
  readonly rows: readonly ShownRow[];
}

@ObjectType("AnnualReportColumn", {
  description: describe("表的一列", "A column of a table"),
  simpleResolvers: true,
})
class AnnualReportColumn {
  @Field(() => String, {
    nullable: true,
    description: describe("几列共有的标题", "What stands over several of them"),
  })
  readonly group: string | null = null;
  @Field(() => String, { description: describe("名称", "Its name") }) readonly label: string = "";
}

@ObjectType("AnnualReportRow", {
  description: describe("表的一行", "A row of a table"),
  simpleResolvers: true,
})
class AnnualReportRow implements ShownRow {
  @Field(() => String, {
    description: describe(
      "所属的条款或标题；没有的为空文本",
      "The article or heading that it belongs to; empty for none",
    ),
  })
  readonly group: string = "";
  @Field(() => String, { description: describe("名称", "Its name") }) readonly label: string = "";
  @Directive(assumedSize(7))
  @Field(() => [DecimalScalar], {
    nullable: "items",
    description: describe(
      "各列的数值；未报告的、表中没有该格的为空",
      "A value for each column; null where nothing was reported, or there is no such cell",
    ),
  })
  readonly values: readonly (string | null)[] = [];
}

@ObjectType("AnnualReportTable", {
  description: describe("年度报告的表", "A table of the report"),
  simpleResolvers: true,
})
class AnnualReportTable implements ShownTable {
  @Directive(assumedSize(7))
  @Field(() => [AnnualReportColumn], { description: describe("各列", "Its columns") })
  readonly columns: ShownTable["columns"] = [];
  @Directive(assumedSize(25))
  @Field(() => [AnnualReportRow], { description: describe("各行", "Its rows") })
  readonly rows: readonly ShownRow[] = [];
}

const AnnualReportPart = objectType<AnnualPart>(
  "AnnualReportPart",
  describe("年度报告的一部分", "A part of the report"),
);
addField(AnnualReportPart, "number", String, describe("序号：一至六", "Its number, 一 to 六"));
addField(
  AnnualReportPart,
  "text",
  String,
  describe("文字；是表的，或者未报告的为空", "Its text; null for a table, and where nothing was reported"),
  { nullable: true },
);

const AnnualReportType = objectType<AnnualReport>(
  "AnnualReport",
  describe("政府信息公开工作年度报告", "An annual report on disclosure"),
);
addField(AnnualReportType, "year", String, describe("报告年度", "The year that it is of"));
addField(
  AnnualReportType,
  "name",
  String,
  describe("报告机关的名称，按截至日所公布的", "Name of the organ, as published on that day"),
);
addField(AnnualReportType, "asOf", DateScalar, AS_OF);
addField(
  AnnualReportType,
  "isFinal",
  Boolean,
  describe(
    "截至日已过：以后再算，内容相同",
    "The day is over: computed at any later time, the report is the same",
  ),
);
addField(AnnualReportType, "parts", [AnnualReportPart], describe("六个部分", "Its six parts"));
Directive(assumedSize(6))(AnnualReportType.prototype, "parts");

@Resolver(() => AnnualReportPart)
export class AnnualReportPartResolver {
  @FieldResolver(() => String, { description: describe("标题", "Its title") })
  title(@Root() { title, titleEn }: AnnualPart, @InLanguage() language: Language): string {
    return language === "EN" ? titleEn : title;
  }

  @Directive(assumedSize(20))
  @FieldResolver(() => [TextBlockType], {
    description: describe(
      "文字，按标题、段落、列表和表格分开",
      "Its text as headings, paragraphs, lists and tables",
    ),
  })
  blocks(@Root() { text }: AnnualPart): readonly TextBlock[] {
    return text === null ? [] : blocksOf(text);
  }

  @FieldResolver(() => AnnualReportTable, {
    nullable: true,
    description: describe("表；是文字的为空", "Its table; null for a text"),
  })
  table(@Root() { table: found }: AnnualPart, @InLanguage() language: Language): ShownTable | null {
    return (
      found && {
        columns: found.table.columns.map(({ group = null, zh, en }) => ({
          group,
          label: language === "EN" ? en : zh,
        })),
        rows: found.rows.map(({ group, label, labelEn, values }) => ({
          group,
          label: language === "EN" ? labelEn : label,
          values,
        })),
      }
    );
  }
}

@Resolver(() => AnnualReportType)
export class AnnualReportResolver {
  @Directive(cost(100))
  @Query(() => AnnualReportType, {
    nullable: true,
    description: describe(
      "某年度的年度报告，不填部门为全区的；截至该日没有公开的为空",
      "The report of a year, of the district unless a department is named; null where none was public by that day",
    ),
  })
  async annualReport(
    @Arg("year", () => String, {
      description: describe("报告年度，如2025", "The year that it is of, such as 2025"),
    })
    year: string,
    @Arg("department", () => String, {
      nullable: true,
      description: describe("部门编码", "Code of the department"),
    })
    department: string | null,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: SubgraphContext,
  ): Promise<AnnualReport | null> {
    const scope = publishedScope({ period: year, asOf: asOf ?? null }, shanghaiDay(context.now()));
    const { statements } = hubOf(context);
    const organ = department ?? DISTRICT;
    return scope && readAnnual({ context, statements }, { ...scope, year, organ });
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: describe("部门；全区的为空", "The department; null for the district's"),
  })
  async department(
    @Root() { organ, asOf }: AnnualReport,
    @Ctx() context: SubgraphContext,
  ): Promise<EntityReference | null> {
    return (await knownThen(asOf, context)).departments.has(organ) ? { code: organ } : null;
  }

  @FieldResolver(() => String, {
    description: describe("格式的依据", "The document that lays the form down"),
  })
  form(@Root() { form }: AnnualReport): string {
    return form.basis;
  }

  @FieldResolver(() => ReleaseType, {
    nullable: true,
    description: describe("截至日的最后一次发布", "The last release up to that day"),
  })
  async release(@Root() { release }: AnnualReport, @Ctx() context: SubgraphContext): Promise<object | null> {
    return release && findRelease(String(release.number), context);
  }

  @FieldResolver(() => String, { description: describe("工作簿的地址", "Path of its workbook") })
  workbook(@Root() { year, organ, asOf }: AnnualReport): string {
    return pathOf({ year, organ, asOf }, "xlsx");
  }

  @FieldResolver(() => String, {
    description: describe("Word 文档的地址", "Path of its document, as DOCX"),
  })
  document(@Root() { year, organ, asOf }: AnnualReport): string {
    return pathOf({ year, organ, asOf }, "docx");
  }
}

function pathOf({ year, organ, asOf }: Pick<AnnualReport, "year" | "organ" | "asOf">, as: string): string {
  return `/reports/annual/${organ === DISTRICT ? year : `${year}/${organ}`}.${as}?asOf=${asOf}`;
}
