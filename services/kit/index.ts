/** All that a domain may import, in the order of the flow. */
export * from "./feed/contract.js";

// What a cell means
export * from "./values/text.js";
export * from "./values/uscc.js";
export * from "./values/organisation-code.js";
export * from "./values/business-registration.js";
export * from "./values/tax-number.js";
export * from "./values/citizen-id.js";
export * from "./values/dates.js";
export * from "./values/working-days.js";
export * from "./values/amounts.js";
export * from "./values/document-number.js";
export * from "./values/mask.js";
export * from "./values/personal-data.js";

// Invented rows
export type { SampleContext, SampleDepartment, SampleGenerator, SampleGenerators, SampleRow } from "./sample/sample.js";
export type { Random } from "./sample/random.js";
export { sampleParty, sampleCitizenId, type SampleParty } from "./sample/parties.js";
export { sampleDate, sampleDocumentNumber, typeDate, SAMPLE_TOWNS } from "./sample/sample-values.js";
