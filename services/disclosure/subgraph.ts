/** The desk: submissions, their approvals, and releases. A subgraph like the others. */
import { defineHubSubgraph } from "#kit/hub";
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
import { DutyTotalsResolver } from "./graph/duty-totals.js";
import { CheckProgressResolver } from "./graph/check-progress.js";
import { CorrectResolver } from "./graph/correct-resolver.js";
import { CodeListResolver, CodeListValueResolver } from "./graph/code-lists.js";
import { ReleasedResolver } from "./graph/released.js";
import { SubmissionChangedResolver } from "./graph/submission-changed.js";
import { SourceResolver } from "./graph/source-resolver.js";
import { SubmissionResolver } from "./graph/submission-resolver.js";
import { TrailResolver } from "./graph/trail-resolver.js";
import { ReleaseType } from "./graph/types.js";
import { intakeRoutes } from "./intake/routes.js";
import { MIGRATIONS } from "./desk/migrations.js";
import { deskOf } from "./open-desk.js";

export default defineHubSubgraph({
  name: "disclosure",
  migrations: MIGRATIONS,
  resolvers: [
    FeedResolver,
    CodeListResolver,
    CodeListValueResolver,
    ReleaseResolver,
    ReleasedResolver,
    DepartmentDisclosure,
    DepartmentDuties,
    DutyResolver,
    DutyTotalsResolver,
    SubmissionResolver,
    SubmissionChangedResolver,
    CheckProgressResolver,
    CorrectResolver,
    SourceResolver,
    TrailResolver,
    DifferenceResolver,
    DifferenceRowResolver,
    ColumnChangeResolver,
    UnusualChangeResolver,
  ],
  entities: [FeedType, ReleaseType, Department],
  references: {
    Feed: ({ id }, context) => findFeed(String(id), context),
    Release: ({ id }, context) => findRelease(String(id), context),
  },
  routes: [intakeRoutes],
  start: async (parts) => (await deskOf(parts)).close,
});
