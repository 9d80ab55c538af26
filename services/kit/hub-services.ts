/**
 * The kit of services that work for the whole hub (desk, alerts, search), in addition to that of every domain
 * (`index.ts`).
 */
// The hub, and the plug of a service that has routes or work of its own
export { defineHubSubgraph, type RouteParts, type SubgraphRoutes } from "./graph/serve/define-subgraph.js";
export { askerOf, contextOf, originOf } from "./graph/serve/route-asker.js";
export {
  hubOf,
  type Asker,
  type BucketSettings,
  type HubParts,
  type HubRequest,
  type MailSettings,
  type SourceSettings,
  type Strangers,
} from "./graph/resolve/hub-request.js";
export { feedsBetween, toSince, type TouchedFeed } from "./graph/resolve/feeds-between.js";

// Read, check, stage, compare, release
export { createRowSecrets } from "./check/row-secrets.js";
export { openCellCorrector, type CellCorrection } from "./check/correct-cells.js";
export { createChecker } from "./check/check-rows.js";
export type { FindingCounts } from "./check/findings.js";
export type { FileHead, Finding } from "./feed/stages.js";
export { configOf, connect as connectDatabase, type Database } from "./store/open/database.js";
export { createSockets } from "./store/open/sockets.js";
export { ormOptions } from "./store/open/orm-options.js";
export type { Queryable, RowReader } from "./store/open/queryable.js";
export type { Statements } from "./store/open/statements.js";
export { ifFree, inTurn } from "./store/open/turns.js";
export { workOnReleases } from "./store/follow/follow-releases.js";
export { publishedVersions } from "./store/read/published-versions.js";
export { createPublishedReader } from "./store/read/published-reader.js";
export { publishedBatches } from "./store/read/published-batches.js";
export { publishedLines } from "./store/read/published-lines.js";
export { conflictOf } from "./store/open/feed-shape.js";
export { literal } from "./store/open/literal.js";
export { createParameters, type Fragment, type Parameters } from "./store/open/parameters.js";
export { compileWhere, type Where } from "./store/read/where.js";
export { readPunctuality, type Punctuality } from "./store/read/punctuality.js";
export { readFilled, type Filled } from "./store/read/filled.js";
export { readFeedState } from "./store/read/feed-state.js";
export { readSnapshotState, type SnapshotState } from "./store/read/snapshot-state.js";
export { namesOf, namingFeeds } from "./store/read/named-entities.js";
export { dropStage, openStage } from "./store/write/stage.js";
export {
  readChanges,
  readDifference,
  readWithdrawals,
  summariseDifference,
  type ChangeKind,
  type DifferenceRow,
  type DifferenceScope,
  type DifferenceSummary,
} from "./store/write/difference.js";
export {
  isNumber,
  largestChanges,
  summariseColumns,
  type ColumnChange,
} from "./store/write/difference-columns.js";
export { readConcerned, type Concerned } from "./store/write/concerned.js";
export { findUnusual, type Unusual } from "./store/write/unusual.js";
export { releaseSubmission } from "./store/write/release.js";
export { expireRecords, withdrawRecords } from "./store/write/withdraw.js";
export {
  countReleases,
  listReleases,
  readReleases,
  releasesAfter,
  type Release,
  type ReleaseFilter,
} from "./store/read/releases.js";
export { blocksAfter, splitLeaves } from "./store/read/blocks.js";
export { saltsAfter } from "./store/read/salts.js";
export {
  entriesOfFeed,
  entryText,
  publicHashes,
  readEntries,
  type PublicHashes,
} from "./store/read/log-entry.js";
export { logConsistency, readLogHead, releasePath, type LogHead } from "./store/read/log.js";
export { laterEpochOf, readEpoch } from "./store/read/epoch.js";
export { readPlace, type Place } from "./store/read/place.js";
export {
  countRecordChanges,
  readRecordChanges,
  type ChangedFeed,
  type ChangePlace,
  type ChangeSpan,
  type RecordChange,
  type Removal,
} from "./store/read/changes.js";
export { linesAt } from "./store/read/records-at.js";
export { PART_BYTES, partHashes, partsOf, sha256Of } from "./values/file-parts.js";
export {
  attachmentPlace,
  attachmentsOf,
  departmentsOf,
  handedInFiles,
  publicityOf,
  type Attachment,
  type StoreName,
} from "./store/read/attachments.js";
export { claimLeftovers, expectLeftover, settleLeftover } from "./store/write/attachment-leftovers.js";
export {
  addAttachment,
  forgetAttachments,
  nameAttachment,
  type ReadAttachment,
} from "./store/write/keep-attachment.js";
export { AttachedFileType, type ShownFile } from "./graph/types/attached-file.js";
export { stagedFiles } from "./store/read/staged-files.js";
export { readRemoval, type RecordRemoval } from "./store/read/removal.js";
export { readSince } from "./store/read/since.js";
export { countTrail, listTrail, type StoredTrailEntry } from "./store/read/trail.js";
export {
  lastReminder,
  latestReminders,
  readReminder,
  remindersAfter,
  type Reminder,
  type ReminderLine,
} from "./store/read/reminders.js";
export { writeReminder } from "./store/write/reminder.js";
export { isMailAddress } from "./values/mail-address.js";
export { appendTrail } from "./store/write/trail.js";
export { verifyChain, type ChainProblem, type Verification } from "./store/write/verify.js";
export { tableOf } from "./store/open/tables.js";
export { READ_LIMITS, readFeed } from "./read/read-feed.js";
export { personalFault } from "./feed/text-faults.js";
export { createSpool, type SpooledFile } from "./read/xlsx/spool.js";
export { discoverDomains } from "./graph/serve/discover.js";
export { loadMoreFeeds } from "./graph/serve/live-feeds.js";
export { writeMarkedWorkbook } from "./report/marked-workbook.js";
export { writeTemplate } from "./report/template.js";
export { dayText, oneLine, reminderText, reminderTitle, type ToldReminder } from "./report/reminder-text.js";
export { writeAtom, type AtomEntry, type AtomFeed } from "./report/write-atom.js";
