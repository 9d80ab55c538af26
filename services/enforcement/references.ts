/** Published records of other feeds that the rules look up. */
export const departments = { feed: "directory.departments", column: "unifiedSocialCreditCode" } as const;
