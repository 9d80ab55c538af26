/**
 * All that a domain may import, in the order of the flow. What works for the whole hub is in `hub.ts`.
 */
export * from "./feed/contract.js";
export * from "./feed/stored-fields.js";
export { TABLE_TYPES } from "./feed/table-schema.js";
export { defineFeed, type FeedDefinition } from "./feed/define-feed.js";

// Values of cells
export * from "./values/text.js";
export { attachedFiles, attachmentPath, isFileName, type AttachedFile } from "./values/attached-files.js";
export { blocksOf, plainText, type TextBlock } from "./values/structured-text.js";
export * from "./values/uscc.js";
export * from "./values/organisation-code.js";
export * from "./values/business-registration.js";
export * from "./values/tax-number.js";
export * from "./values/citizen-id.js";
export * from "./values/dates.js";
export * from "./values/working-days.js";
export * from "./values/coordinates.js";
export * from "./values/periods.js";
export * from "./values/amounts.js";
export * from "./values/document-number.js";
export * from "./values/mask.js";
export * from "./values/personal/find-personal-data.js";

// Words of records, for search
export { foldWords, GRAMS_VERSION, gramsOf, hashOf, isSearchable, wantedGrams } from "./words/grams.js";
export { inWords } from "./words/in-words.js";
export { isValue, linkOf, namedFields, shownText, type Link, type NamedField } from "./words/shown-fields.js";
export {
  FILES_TEXT,
  recordWords,
  searchedText,
  type RecordWords,
  type StoredValues,
} from "./words/record-words.js";

// Invented rows
export type {
  SampleContext,
  SampleDepartment,
  SampleGenerator,
  SampleGenerators,
  SampleRow,
} from "./sample/sample.js";
export type { Random } from "./sample/random.js";
export { sampleParty, sampleCitizenId, sampleInstitutionCode, type SampleParty } from "./sample/parties.js";
export { sampleDate, sampleDocumentNumber, typeDate, SAMPLE_TOWNS } from "./sample/sample-values.js";

// The kinds of column
export * as columns from "./feed/columns.js";
export { codeListsOf, labelName, labelOf, type Language } from "./feed/code-lists.js";
export * from "./feed/area.js";
export * from "./feed/department.js";
export { badlyDatedName, formerNames, type FormerName } from "./feed/former-names.js";
export { lookups } from "./feed/lookups.js";
export { recordIdOf } from "./check/content.js";
export * from "./feed/party.js";
export * from "./feed/policy-document.js";
export * from "./feed/bilingual.js";
export type { Agreement, Difference } from "./feed/agreement.js";
export * from "./feed/catalogue-entry.js";
export type { Evidence, Expectation, ExpectedBy, Filter } from "./feed/expectation.js";
export * from "./feed/legal-basis.js";
export * from "./feed/licences.js";
export * from "./feed/provision.js";
export * from "./feed/provision-change.js";
export * from "./feed/provision-in-force.js";
export * from "./feed/synonyms.js";
export * from "./feed/terms.js";
export * from "./feed/working-days-in-force.js";
export * from "./feed/small-cells.js";
export { wholeAndParts } from "./feed/whole-and-parts.js";
export * from "./feed/deadlines.js";
export { dayOfYear, nextDueDay } from "./feed/next-due.js";

// The graph: types and lists from contracts, fields of the domain's own, the plug
export * from "./graph/types/decorators.js";
export { DateScalar, DateTimeScalar, DecimalScalar, LongScalar } from "./graph/types/scalars.js";
export { addField, objectType } from "./graph/types/make-type.js";
export { describe } from "./graph/types/describe.js";
export { codeEnum } from "./graph/types/code-enum.js";
export { departmentStub, entityStub, releaseStub, type EntityReference } from "./graph/types/entity-stub.js";
export { ownEntity } from "./graph/types/own-entity.js";
export { ANY_FEED_DIRECTIVE, feedDirective, recordType } from "./graph/types/record-type.js";
export { connectionType, PageInfoType } from "./graph/types/connection-type.js";
export { assumedSize, cost, LIST_SIZE, PROOF, ROOT_LIST, slicedSize } from "./graph/types/costs.js";
export { labelField } from "./graph/resolve/label-fields.js";
export { TextBlockType } from "./graph/types/text-block.js";
export { NodeType, RecordInterface } from "./graph/types/interfaces.js";
export { textFilter } from "./graph/types/where-type.js";
export {
  ColumnKindEnum,
  FIELD_LABEL,
  FIELD_NAME,
  FIELD_UNIT,
  RecordLinkType,
} from "./graph/types/shown-field.js";
export { nameOfLink } from "./graph/resolve/name-of-link.js";
export { calendarUnit, groupOrder } from "./graph/resolve/group-type.js";
export { SeriesPointType } from "./graph/resolve/series-type.js";
export { recordRemovedType, RemovalEnum, type RecordRemoved } from "./graph/types/record-removed.js";
export { InLanguage } from "./graph/types/language.js";
export { PageArguments } from "./graph/types/page-arguments.js";
export { readList, type ReadList } from "./graph/types/read-list.js";
export { pageOf, type WholeList } from "#schema/runtime/pages.js";
export { wholeListType } from "./graph/types/whole-list.js";
export { listArguments } from "./graph/types/list-arguments.js";
export { entityField, listField, type EntityField, type ListField } from "./graph/resolve/relation.js";
export { entitiesField } from "./graph/resolve/entities-field.js";
export { toComparable } from "./store/read/comparable.js";
export { cursorScope, isRecordId, readCursor, writeCursor } from "./store/read/cursor.js";
export { writePlace } from "./store/read/place.js";
export { publishedProvisions } from "./graph/resolve/published-provisions.js";
export { Needs, wantedFields } from "./graph/resolve/selection.js";
export { placeOf, releaseEvents, type EventSource, type LiveEvent } from "./graph/resolve/event-source.js";
export { AFTER, CURSOR } from "./graph/resolve/published-event.js";
export {
  defineSubgraph,
  type ResolveReference,
  type DomainDefinition,
  type Subgraph,
} from "./graph/serve/define-subgraph.js";
export type { SubgraphContext } from "./graph/resolve/context.js";
export type { FeedCount, Parent, PublishedReader, ReadOptions } from "./store/read/published-reader.js";
export type { Page, PublishedRecord, RecordOf } from "./store/read/published-record.js";
export type { ListArguments } from "./store/read/page.js";
export {
  DEFAULT_GROUPS,
  groupableFields,
  keyName,
  type Group,
  type GroupArguments,
} from "./store/read/groups.js";
export { periodFieldOf, seriesKeys, type SeriesPoint } from "./store/read/series.js";
export { DEPARTMENT_FIELD, OPERATORS, queryFieldsOf } from "./store/read/query-fields.js";
export { parseWhere } from "./store/read/where.js";
export type { HandedIn, ReleaseTotals } from "./store/read/releases.js";
export type { WantedFields } from "./store/read/published-sql.js";
