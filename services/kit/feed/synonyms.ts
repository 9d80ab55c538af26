/** The feed of words that mean the same, which the search reads: a word, and its others joined by ；. */
export const synonymFeed = {
  feed: "policy.synonyms",
  term: "term",
  others: "synonyms",
} as const;
