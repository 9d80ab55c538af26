/**
 * Beside what an agency says it did in a year, how many records of that year it has public: whoever reads a
 * figure sees both, and so does the agency. They differ where records are late, were withdrawn by credit
 * repair, or went out of publicity since.
 */
import {
  Ctx,
  describe,
  Directive,
  feedDirective,
  FieldResolver,
  firstDayOf,
  Int,
  Needs,
  recordType,
  Resolver,
  Root,
  shiftPeriod,
  type FeedContract,
  type RecordOf,
  type RowOf,
  type SubgraphContext,
} from "#kit";
import { inspectionResults } from "./feeds/inspection-results.js";
import { licences } from "./feeds/licences.js";
import { penalties } from "./feeds/penalties.js";
import { yearlyFigures } from "./feeds/yearly-figures.js";

const NEEDED = ["agencyUscc", "year"] as const;

/** One statement for all agencies of a year. */
type YearlyFigure = RecordOf<typeof yearlyFigures>;

function countOfYear<Feed extends FeedContract>(
  feed: Feed,
  day: keyof RowOf<Feed> & string,
  { agencyUscc, year }: YearlyFigure,
  { reader }: SubgraphContext,
): Promise<number> {
  const inYear = { [day]: { gte: firstDayOf(String(year)), lt: firstDayOf(shiftPeriod(String(year), 1)) } };
  return reader.count(feed, { where: inYear }, { field: "authorityUscc", value: agencyUscc });
}

@Resolver(() => recordType(yearlyFigures))
export class PublishedFigures {
  @Directive(feedDirective(licences))
  @Needs(yearlyFigures, ...NEEDED)
  @FieldResolver(() => Int, {
    description: describe(
      "本平台现公示的该主体该年度行政许可条数，与 licencesGranted 对照",
      "Licences of that agency and year now public here, beside licencesGranted",
    ),
  })
  publishedLicences(@Root() figure: YearlyFigure, @Ctx() context: SubgraphContext): Promise<number> {
    return countOfYear(licences, "decisionDate", figure, context);
  }

  @Directive(feedDirective(penalties))
  @Needs(yearlyFigures, ...NEEDED)
  @FieldResolver(() => Int, {
    description: describe(
      "本平台现公示的该主体该年度行政处罚条数，与 penaltiesTotal 对照",
      "Penalties of that agency and year now public here, beside penaltiesTotal",
    ),
  })
  publishedPenalties(@Root() figure: YearlyFigure, @Ctx() context: SubgraphContext): Promise<number> {
    return countOfYear(penalties, "decisionDate", figure, context);
  }

  @Directive(feedDirective(inspectionResults))
  @Needs(yearlyFigures, ...NEEDED)
  @FieldResolver(() => Int, {
    description: describe(
      "本平台现公示的该主体该年度抽查结果条数，与 inspections 对照",
      "Inspection results of that agency and year now public here, beside inspections",
    ),
  })
  publishedInspections(@Root() figure: YearlyFigure, @Ctx() context: SubgraphContext): Promise<number> {
    return countOfYear(inspectionResults, "inspectionDate", figure, context);
  }
}
