/** Published records of other feeds that the rules look up. */
export const departments = { feed: "directory.departments", column: "unifiedSocialCreditCode" } as const;
export const agencyReference = { feed: "enforcement.agencies", column: "unifiedSocialCreditCode" } as const;
export const powerReference = { feed: "enforcement.powers", column: "powerKey" } as const;
export const planReference = { feed: "enforcement.inspection-plans", column: "taskNumber" } as const;
export const figureReference = { feed: "enforcement.yearly-figures", column: "figureKey" } as const;
