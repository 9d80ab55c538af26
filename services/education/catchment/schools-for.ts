/**
 * “这个地址上哪所学校”: catchments by the text of a place, each with the school that serves it. One statement for the
 * rows, one for the schools.
 */
import {
  Arg,
  codeEnum,
  Ctx,
  describe,
  Directive,
  feedDirective,
  Field,
  Int,
  ObjectType,
  Query,
  recordType,
  Resolver,
  type RecordOf,
  type SubgraphContext,
} from "#kit";
import { HubError } from "#schema/errors.js";
import { admissionStages } from "../code-lists.js";
import { catchments } from "../feeds/catchments.js";
import { schools } from "../feeds/schools.js";
import { holdsNumber, parsePlace, rangeOf, type Address } from "./address.js";

type CatchmentRecord = RecordOf<typeof catchments>;

const MOST = 20;
const LONGEST = 100;
const ROWS_OF_A_PLACE = 100;

@ObjectType("SchoolMatch", {
  description: describe(
    "一所服务片区含该地址的学校，及其依据",
    "A school that serves the address, and the row that says so",
  ),
  simpleResolvers: true,
})
@Directive(feedDirective(catchments))
export class SchoolMatch {
  @Field(() => recordType(schools), { nullable: true, description: describe("学校", "The school") })
  readonly school: RecordOf<typeof schools> | null = null;
  @Field(() => recordType(catchments), {
    description: describe("依据的服务片区", "The catchment that says so"),
  })
  readonly catchment: CatchmentRecord | null = null;
}

@Resolver()
export class SchoolsForResolver {
  @Query(() => [SchoolMatch], {
    description: describe(
      "服务片区含该地址的学校；不填门牌号的，列出该道路各路段",
      "Which schools serve an address; without a house number all parts of the road are given",
    ),
  })
  async schoolsFor(
    @Arg("place", () => String, {
      description: describe(
        "地址：社区、村、小区，或道路加门牌，如“示例路12号”",
        "A community, village, estate, or road with a house number",
      ),
    })
    text: string,
    @Arg("stage", () => codeEnum(admissionStages), { description: describe("学段", "Stage") }) stage: string,
    @Arg("year", () => Int, {
      nullable: true,
      description: describe("年份；不填为最近一年", "Year; the latest without it"),
    })
    year: number | null,
    @Ctx() context: SubgraphContext,
  ): Promise<readonly SchoolMatch[]> {
    const place = parsePlace(text.slice(0, LONGEST));
    if (place.name.length < 2)
      throw new HubError("FILTER_INVALID", {
        reason: "地址至少2个字符",
        reasonEn: "an address has two characters at least",
      });
    const rows = await findRows(place, stage, year ?? null, context);
    const found = await Promise.all(
      rows.map(async (row) => ({
        school: await context.reader.byField(schools, "code", row.schoolCode),
        catchment: row,
      })),
    );
    return found.slice(0, MOST);
  }
}

async function findRows(
  place: Address,
  stage: string,
  year: number | null,
  { reader }: SubgraphContext,
): Promise<readonly CatchmentRecord[]> {
  // A village or estate has digits in its name at times: the whole text is a name too.
  const whole = place.number === null ? place.name : `${place.name}${place.number}`;
  const where = { stage: { eq: stage }, ...(year === null ? {} : { year: { eq: String(year) } }) };
  const pages = await Promise.all(
    [...new Set([place.name, whole])].map((name) =>
      reader.page(
        catchments,
        { where, first: ROWS_OF_A_PLACE, orderBy: "YEAR_DESC" },
        { field: "placeKey", value: name },
      ),
    ),
  );
  const rows = pages.flatMap(({ records }) => records);
  const latest = rows.reduce((last, row) => (String(row.year) > last ? String(row.year) : last), "");
  return rows.filter(
    (row) =>
      row.year === latest &&
      (place.number === null || row.placeKind !== "ROAD" || holdsNumber(rangeOf(row), place.number)),
  );
}
