/** Words that citizens and clerks see, and what developers read beside them. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}
