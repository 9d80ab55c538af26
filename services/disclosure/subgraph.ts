/** The desk: submissions, their approvals, and releases. A subgraph like the others. */
import { defineHubSubgraph } from "#kit/hub";
import { AnnualReportPartResolver, AnnualReportResolver } from "./graph/annual-report.js";
import {
  ColumnChangeResolver,
  DifferenceResolver,
  DifferenceRowResolver,
  UnusualChangeResolver,
} from "./graph/difference-resolver.js";
import {
  Department,
  DepartmentDisclosure,
  FeedResolver,
  FeedType,
  findFeed,
  findRelease,
  ReleaseResolver,
} from "./graph/feed-resolver.js";
import { DepartmentDuties, DutyResolver } from "./graph/duty-resolver.js";
import { DepartmentBoardField, DepartmentDutyBoardFields, DutyBoardResolver } from "./graph/duty-board.js";
import { DutyChangedResolver } from "./graph/duty-changed.js";
import { DutyClockResolver, LateRecordResolver, NumberGapResolver } from "./graph/duty-clocks.js";
import { DutyReminderFields, DutyRemindedResolver } from "./graph/duty-reminded.js";
import { DutyFields, DutyListResolver } from "./graph/duty-list.js";
import { ReminderMailResolver } from "./graph/reminder-mails.js";
import { CheckProgressResolver } from "./graph/check-progress.js";
import {
  ConcurrenceResolver,
  ConsulteeResolver,
  SubmissionConcurrences,
} from "./graph/concurrence-resolver.js";
import { CorrectResolver } from "./graph/correct-resolver.js";
import { CodeListResolver, CodeListValueResolver } from "./graph/code-lists.js";
import { ReleaseFields } from "./graph/release-fields.js";
import { ReleasedResolver } from "./graph/released.js";
import { SubmissionChangedResolver } from "./graph/submission-changed.js";
import { SourceResolver } from "./graph/source-resolver.js";
import { SubmissionAttachments } from "./graph/submission-attachments.js";
import { SubmissionResolver } from "./graph/submission-resolver.js";
import { ReportedItemFields, SupervisionReportResolver } from "./graph/supervision-report.js";
import { ThirdPartyResolver } from "./graph/third-party-resolver.js";
import { TrailResolver } from "./graph/trail-resolver.js";
import { ReleaseType } from "./graph/types.js";
import { attachmentRoutes } from "./attachments/routes.js";
import { intakeRoutes } from "./intake/routes.js";
import { MIGRATIONS } from "./desk/migrations.js";
import { reportRoutes } from "./reports/routes.js";
import { deskOf } from "./open-desk.js";
import { startDuties } from "./duties/ledger/keeper.js";
import { DUTY_MIGRATIONS } from "./duties/ledger/tables.js";
import { annualFigures } from "./feeds/annual-figures.js";
import { annualReports } from "./feeds/annual-reports.js";
import { duties } from "./feeds/duties.js";
import { concurrenceRules } from "./feeds/concurrence-rules.js";
import { decisionNumbers } from "./feeds/decision-numbers.js";
import { exemptions } from "./feeds/exemptions.js";
import { requests } from "./feeds/requests.js";
import { withheldReviews } from "./feeds/withheld-reviews.js";
import { withheld } from "./feeds/withheld.js";
import {
  HiddenColumnResolver,
  NotPublicResolver,
  OpenDecisionResolver,
  SuppressedCountResolver,
} from "./graph/not-public.js";
import { notPublicLabels } from "./graph/not-public-types.js";
import { withheldLinks } from "./graph/withheld-links.js";
import { startReminders } from "./reminders/keeper.js";
import { reminderRoutes } from "./reminders/routes.js";
import { REMINDER_MIGRATIONS } from "./reminders/tables.js";

export default defineHubSubgraph({
  name: "disclosure",
  catalogue: {
    title: { zh: "政务公开", en: "Disclosure" },
    theme: "GOVERNMENT",
    keywords: ["政务公开", "要点任务", "不公开信息"],
    audiences: [],
  },
  feeds: [
    duties,
    exemptions,
    concurrenceRules,
    withheld,
    withheldReviews,
    decisionNumbers,
    requests,
    annualFigures,
    annualReports,
  ],
  migrations: [...MIGRATIONS, ...DUTY_MIGRATIONS, ...REMINDER_MIGRATIONS],
  resolvers: [
    FeedResolver,
    CodeListResolver,
    CodeListValueResolver,
    ReleaseResolver,
    ReleaseFields,
    ReleasedResolver,
    DepartmentDisclosure,
    DepartmentDuties,
    DutyResolver,
    DutyBoardResolver,
    DepartmentDutyBoardFields,
    DepartmentBoardField,
    DutyListResolver,
    DutyFields,
    DutyClockResolver,
    LateRecordResolver,
    NumberGapResolver,
    DutyChangedResolver,
    DutyRemindedResolver,
    DutyReminderFields,
    SupervisionReportResolver,
    ReportedItemFields,
    ReminderMailResolver,
    AnnualReportResolver,
    AnnualReportPartResolver,
    SubmissionResolver,
    SubmissionAttachments,
    SubmissionChangedResolver,
    ConcurrenceResolver,
    ConsulteeResolver,
    SubmissionConcurrences,
    ThirdPartyResolver,
    CheckProgressResolver,
    CorrectResolver,
    SourceResolver,
    TrailResolver,
    DifferenceResolver,
    DifferenceRowResolver,
    ColumnChangeResolver,
    UnusualChangeResolver,
    NotPublicResolver,
    HiddenColumnResolver,
    SuppressedCountResolver,
    OpenDecisionResolver,
    ...notPublicLabels,
    ...withheldLinks,
  ],
  entities: [FeedType, ReleaseType, Department],
  references: {
    Feed: ({ id }, context) => findFeed(String(id), context),
    Release: ({ id }, context) => findRelease(String(id), context),
  },
  routes: [intakeRoutes, attachmentRoutes, reportRoutes, reminderRoutes],
  start: async (parts) => {
    const stopDuties = await startDuties(parts);
    const stopReminders = startReminders(parts);
    const { close } = await deskOf(parts);
    return async () => {
      await stopReminders();
      await stopDuties();
      await close();
    };
  },
});
