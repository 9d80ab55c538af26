/** What `tongcha source` can do at a running hub. */
import { setTimeout as pause } from "node:timers/promises";
import { HubError } from "#schema/errors.js";
import { EXIT } from "../../start/exit-codes.js";
import { allPages, type Page } from "../all-pages.js";
import { authorization, hubUrl, send, tokenOf } from "../ask-hub.js";
import { textOption, type CommandInput } from "../command.js";
import { HubRefusal, readRefusal } from "../hub-refusal.js";
import { ask, say } from "../review/ask.js";
import { printSource, printTrial, type Listed, type Trial } from "./print-source.js";

export type Action = (input: CommandInput) => Promise<number>;

const FIELDS = `id title kind schedule state lastRunAt nextRunAt failures lastError { code message }
  feed { id title } department { code name } submission { id state rows errors warnings }`;

export const list: Action = async (input) => {
  const found = await allPages((after) =>
    ask<Page<Listed>>(
      input,
      `query ($after: String) { result: sources(first: 100, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
      { after },
    ),
  );
  if (isJson(input)) say(JSON.stringify(found, null, 2));
  else
    say(
      found.length === 0
        ? "没有数据源：由信息化部门在 `SOURCES` 所指的文件中设置。 There is none: the IT office defines them in the file of SOURCES."
        : found.map(printSource).join("\n"),
    );
  return EXIT.done;
};

const LOOK_EVERY_MS = 500;

/** Waits for the end of the run, for `--timeout` at most. Exit code 1: it failed, or what came has errors. */
export const run: Action = async (input) => {
  const id = idOf(input);
  const read = (): Promise<Listed> =>
    ask<Listed>(input, `query ($id: ID!) { result: source(id: $id) { ${FIELDS} } }`, { id });
  const before = await read();
  await ask(input, "mutation ($id: ID!) { result: runSource(id: $id) { id } }", { id });
  const until = Date.now() + Number(textOption(input, "timeout") ?? 0) * 1000;
  let now = await read();
  while ((now.state === "RUNNING" || now.lastRunAt === before.lastRunAt) && Date.now() < until) {
    await pause(LOOK_EVERY_MS);
    now = await read();
  }
  say(isJson(input) ? JSON.stringify(now, null, 2) : printSource(now));
  const isGood = now.state === "UNCHANGED" || (now.state === "HANDED_IN" && now.submission?.errors === 0);
  return isGood ? EXIT.done : EXIT.refused;
};

/** Exit code 1: what it would hand in has errors. */
export const test: Action = async (input) => {
  const url = new URL(`/intake/sources/${encodeURIComponent(idOf(input))}/trial`, hubUrl(input));
  const { status, json } = await send(input, url, {
    method: "POST",
    headers: authorization(tokenOf(input)),
  });
  const refused = readRefusal(json);
  if (refused && status >= 400) throw new HubRefusal(url.href, status, refused);
  const trial = json as Trial; // the hub's own answer
  say(isJson(input) ? JSON.stringify(trial, null, 2) : printTrial(trial));
  return trial.files.some(({ errors }) => errors > 0) ? EXIT.refused : EXIT.done;
};

function idOf({ parameters }: CommandInput): string {
  const [, id] = parameters;
  if (id === undefined)
    throw new HubError("OPTION_INVALID", {
      option: "<id>",
      wanted: "npx tongcha source list 列出的编号",
      wantedEn: "an id that npx tongcha source list shows",
    });
  return id;
}

function isJson(input: CommandInput): boolean {
  return input.options["json"] === true;
}
