/** The data of the first page, on its way from the gateway to the browser. */

const ID = "state";

export interface SentState {
  readonly data: unknown;
  /** True for what is shown in place of a page that cannot be. */
  readonly isError: boolean;
}

/** As a block of data, which no browser runs, whatever its text. */
export function writeState(state: SentState): string {
  const text = JSON.stringify(state).replaceAll("<", String.raw`\u003c`);
  return `<script type="application/json" id="${ID}">${text}</script>`;
}

/** Undefined where the gateway sent none. */
export function readState(page: Document): SentState | undefined {
  const text = page.getElementById(ID)?.textContent;
  // `writeState` wrote it
  return text === undefined || text === null ? undefined : (JSON.parse(text) as SentState);
}
