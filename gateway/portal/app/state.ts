/** The data of the first page, on its way from the gateway to the browser. */

const ID = "state";

/** As a block of data, which no browser runs, whatever its text. */
export function writeState(data: unknown): string {
  const text = JSON.stringify(data).replaceAll("<", String.raw`\u003c`);
  return `<script type="application/json" id="${ID}">${text}</script>`;
}

/** Undefined where the gateway sent none. */
export function readState(page: Document): unknown {
  const text = page.getElementById(ID)?.textContent;
  return text === undefined || text === null ? undefined : JSON.parse(text);
}
