/**
 * What became of a document: those that it amends, repeals and rests on, and those that do so to it; and
 * whether it is in force on a day. That day is of the law: `asOf` of a list is the day on which something was
 * public.
 */
import {
  Arg,
  assumedSize,
  codeEnum,
  cost,
  Ctx,
  DateScalar,
  describe,
  Directive,
  FieldResolver,
  Info,
  listField,
  Needs,
  recordType,
  Resolver,
  Root,
  wantedFields,
  type Bilingual,
  type ClassType,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import type { GraphQLResolveInfo } from "graphql";
import { validities } from "../code-lists.js";
import { documents } from "../feeds/documents.js";

const Document = recordType(documents);
type DocumentRecord = RecordOf<typeof documents>;

/** Documents that one names: few. */
const NAMED = assumedSize(5);
/** Those that repeal one document. */
const REPEALS = 20;
const ON = describe("日期：当日是否有效", "The day in question");

@Resolver(() => Document)
export class LifeCycle {
  @Directive(NAMED)
  @Needs(documents, "amendedKeys")
  @FieldResolver(() => [Document], {
    description: describe("修改的文件，已公开的", "Published documents that it amends"),
  })
  amends(
    @Root() { amendedKeys }: DocumentRecord,
    @Ctx() context: SubgraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly DocumentRecord[]> {
    return byKeys(amendedKeys, context, info);
  }

  @Directive(NAMED)
  @Needs(documents, "repealedKeys")
  @FieldResolver(() => [Document], {
    description: describe("废止的文件，已公开的", "Published documents that it repeals"),
  })
  repeals(
    @Root() { repealedKeys }: DocumentRecord,
    @Ctx() context: SubgraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly DocumentRecord[]> {
    return byKeys(repealedKeys, context, info);
  }

  @Directive(NAMED)
  @Needs(documents, "basisKeys")
  @FieldResolver(() => [Document], {
    description: describe("上位依据，已公开的", "Published documents on which it is based"),
  })
  bases(
    @Root() { basisKeys }: DocumentRecord,
    @Ctx() context: SubgraphContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<readonly DocumentRecord[]> {
    return byKeys(basisKeys, context, info);
  }

  @Directive(cost(5))
  @Needs(documents, "documentKey", "inForceFrom", "endsOn", "validity")
  @FieldResolver(() => codeEnum(validities), {
    description: describe(
      "在某一日的有效性，按施行日期、失效日期和废止该文件的文件计算",
      "Whether it was in force on a day: by its own days, and by the documents that repeal it",
    ),
  })
  validityOn(
    @Root() document: DocumentRecord,
    @Arg("on", () => DateScalar, { description: ON }) on: string,
    @Ctx() context: SubgraphContext,
  ): Promise<string> {
    return validityOn(document, on, context);
  }

  @Directive(cost(5))
  @Needs(documents, "documentKey", "inForceFrom", "endsOn", "validity")
  @FieldResolver(() => Boolean, {
    description: describe("在某一日是否有效", "Whether it was in force on a day"),
  })
  async isInForce(
    @Root() document: DocumentRecord,
    @Arg("on", () => DateScalar, { description: ON }) on: string,
    @Ctx() context: SubgraphContext,
  ): Promise<boolean> {
    return IN_FORCE.has(await validityOn(document, on, context));
  }
}

const IN_FORCE: ReadonlySet<string> = new Set(["IN_FORCE", "AMENDED", "PARTLY_REPEALED"]);

/** In force on its last day; what repeals it ends it on the day before its own first. */
async function validityOn(
  { documentKey, inForceFrom, endsOn, validity }: DocumentRecord,
  on: string,
  { reader }: SubgraphContext,
): Promise<string> {
  if (on < String(inForceFrom)) return "PENDING";
  const { records } = await reader.page(
    documents,
    { first: REPEALS },
    { field: "repealedKeys", value: documentKey },
    new Set(["inForceFrom"]),
  );
  if (records.some((repealing) => String(repealing.inForceFrom) <= on)) return "REPEALED";
  if (typeof endsOn === "string" && on > endsOn) return validity === "REPEALED" ? "REPEALED" : "EXPIRED";
  return validity === "AMENDED" || validity === "PARTLY_REPEALED" ? validity : "IN_FORCE";
}

async function byKeys(
  keys: unknown,
  { reader }: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<readonly DocumentRecord[]> {
  const fields = wantedFields(documents, info, [[]]);
  const found = await Promise.all(
    (Array.isArray(keys) ? keys : []).map((key: unknown) =>
      reader.byField(documents, "documentKey", key, { fields }),
    ),
  );
  return found.filter((document) => document !== null);
}

const backwards = (
  name: string,
  description: Bilingual,
  by: "amendedKeys" | "repealedKeys" | "basisKeys",
): ClassType =>
  listField({
    on: Document,
    name,
    description,
    of: documents,
    by,
    needs: ["documentKey"],
    value: ({ documentKey }) => documentKey,
  });

export const lifeCycleLinks: readonly ClassType[] = [
  LifeCycle,
  backwards("amendedBy", { zh: "修改该文件的文件", en: "Documents that amend it" }, "amendedKeys"),
  backwards("repealedBy", { zh: "废止该文件的文件", en: "Documents that repeal it" }, "repealedKeys"),
  backwards("basisOf", { zh: "以该文件为依据的文件", en: "Documents that are based on it" }, "basisKeys"),
];
