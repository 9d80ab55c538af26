/**
 * Probes a running service: its SDL (`_service`) must equal the published one, and it must resolve entities.
 * Findings: SERVICE_UNREACHABLE, SERVICE_NO_SDL, SERVICE_SDL_DIFFERS, SERVICE_NO_ENTITIES.
 */
import type { SubgraphError, SubgraphResult } from "#schema/subgraph.js";
import { createFinding } from "../checks/create-finding.js";
import type { Finding, Words } from "../../graph/composition/finding.js";
import { isSameSchema, readServiceSdl } from "./service-sdl.js";

export interface ProbeInput {
  readonly name: string;
  readonly url: string;
  /** Null: the SDL is read from the service. */
  readonly sdl: string | null;
}

export interface ProbeAnswer {
  /** The given SDL, or the service's own; null if the service provides none. */
  readonly sdl: string | null;
  readonly findings: readonly Finding[];
}

export type Probe = (input: ProbeInput) => Promise<ProbeAnswer>;

/** Sends one query to a service; a connection failure becomes an error of the result. */
export type AskService = (
  name: string,
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<SubgraphResult>;

export function createProbe(ask: AskService): Probe {
  return async ({ name, url, sdl }) => {
    const say = (code: Code, reason: Words = NO_REASON): Finding => toFinding(code, name, url, reason);
    const { data, errors } = await ask(name, url, "{ _service { sdl } }", {});
    const said = sdlOf(data?.["_service"]);
    if (said === null) {
      const fault = errors?.[0];
      const code = fault?.extensions?.["code"];
      const isSilent = typeof code === "string" && code.startsWith("SUBGRAPH_") && code !== "SUBGRAPH_ERROR";
      return {
        sdl,
        findings: [
          isSilent ? say("SERVICE_UNREACHABLE", reasonOf(fault)) : say("SERVICE_NO_SDL", codeOf(fault)),
        ],
      };
    }
    const findings: Finding[] = [];
    if (sdl !== null && !isSameSchema(sdl, said)) findings.push(say("SERVICE_SDL_DIFFERS"));
    if (/@key\b/.test(sdl ?? said)) {
      const entities = await ask(
        name,
        url,
        "query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }",
        { representations: [] },
      );
      if (!Array.isArray(entities.data?.["_entities"])) findings.push(say("SERVICE_NO_ENTITIES"));
    }
    return { sdl: sdl ?? readOrGiven(said), findings };
  };
}

function sdlOf(service: unknown): string | null {
  return typeof service === "object" &&
    service !== null &&
    "sdl" in service &&
    typeof service.sdl === "string"
    ? service.sdl
    : null;
}

/** The service's own error code, in both languages. */
function codeOf(fault: SubgraphError | undefined): Words {
  const details = fault?.extensions?.["details"];
  const code =
    typeof details === "object" &&
    details !== null &&
    "subgraphCode" in details &&
    typeof details.subgraphCode === "string"
      ? details.subgraphCode
      : "";
  return { zh: code, en: code };
}

function reasonOf(fault: SubgraphError | undefined): Words {
  const english = fault?.extensions?.["english"];
  return { zh: fault?.message ?? "", en: typeof english === "string" ? english : "" };
}

const NO_REASON: Words = { zh: "", en: "" };

/** Returns the text unchanged if its syntax is invalid, which composition reports. */
function readOrGiven(said: string): string {
  try {
    return readServiceSdl(said);
  } catch {
    return said;
  }
}

type Code = "SERVICE_UNREACHABLE" | "SERVICE_NO_SDL" | "SERVICE_SDL_DIFFERS" | "SERVICE_NO_ENTITIES";

const TEXTS: Readonly<
  Record<Code, { readonly message: (url: string, reason: Words) => Words; readonly advice: Words }>
> = {
  SERVICE_UNREACHABLE: {
    message: (url, reason) => ({
      zh: `${url} 没有响应：${reason.zh}`,
      en: `${url} does not answer: ${reason.en}`,
    }),
    advice: {
      zh: "先启动服务，确认网关所在网络能访问该地址，再发布。",
      en: "Start the service, see that its address can be reached from the gateway's network, then publish.",
    },
  },
  SERVICE_NO_SDL: {
    message: (url, reason) => ({
      zh: `${url} 不能响应 { _service { sdl } }${reason.zh === "" ? "" : `：${reason.zh}`}`,
      en: `${url} does not answer { _service { sdl } }${reason.en === "" ? "" : `: ${reason.en}`}`,
    }),
    advice: {
      zh: "用联邦库构建模式，例如 @apollo/subgraph 的 buildSubgraphSchema；核对调用者声明的服务，确认其 HUB_URL 是本系统的地址。",
      en: "Build the schema with a federation library, such as buildSubgraphSchema of @apollo/subgraph; where the service verifies who asks, see that its HUB_URL is this hub.",
    },
  },
  SERVICE_SDL_DIFFERS: {
    message: (url) => ({
      zh: `${url} 运行的模式与所发布的不同`,
      en: `The schema that runs at ${url} is not the one handed in`,
    }),
    advice: {
      zh: "先部署新版服务再发布，或不附文件，直接从服务读取模式。",
      en: "Deploy the new service before you publish, or hand in no file, so that the schema is read from the service.",
    },
  },
  SERVICE_NO_ENTITIES: {
    message: (url) => ({ zh: `${url} 不能响应 _entities`, en: `${url} does not answer _entities` }),
    advice: {
      zh: "为每个有 @key 的类型实现 __resolveReference。",
      en: "Implement __resolveReference for each type with @key.",
    },
  },
};

function toFinding(code: Code, name: string, url: string, reason: Words): Finding {
  const { message, advice } = TEXTS[code];
  return createFinding(code, name, { coordinate: null, node: null, message: message(url, reason), advice });
}
