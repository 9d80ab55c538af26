/** One thing that the doctor looked at. */
export interface Look {
  /** `odd`: it works, and somebody should know. */
  readonly state: "good" | "odd" | "bad";
  readonly zh: string;
  readonly en: string;
}

export const good = (zh: string, en: string): Look => ({ state: "good", zh, en });
export const odd = (zh: string, en: string): Look => ({ state: "odd", zh, en });
export const bad = (zh: string, en: string): Look => ({ state: "bad", zh, en });
