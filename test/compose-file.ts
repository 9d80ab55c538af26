/**
 * Runs what `docker-compose.yml` says without containers: its very commands and environments, with the names
 * of services put as ports of the loopback and volumes as folders. What a container engine does besides
 * (images, networks, restarts) is not tried.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parse } from "yaml";

export interface Service {
  readonly name: string;
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Services that must be ready before it, in the order in which they become ready. */
  readonly dependsOn: readonly string[];
  readonly isRestarted: boolean;
}

export interface Places {
  /** Where the repository is, for `/app`. */
  readonly root: string;
  /** For named volumes. */
  readonly volumes: string;
  /** Address and port, by service. */
  readonly addresses: Readonly<Record<string, { readonly host: string; readonly port: number }>>;
}

interface WrittenService {
  readonly command?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[];
  readonly restart?: string;
  readonly volumes?: readonly string[];
}

/** `variables` as compose reads them: `${NAME}`, `${NAME:-default}`, `${NAME:?why}`. */
export function readServices(text: string, variables: Readonly<Record<string, string>>): readonly Service[] {
  const { services }: { readonly services: Readonly<Record<string, WrittenService>> } = parse(
    fill(text, variables),
    { merge: true },
  );
  return Object.entries(services).map(
    ([name, { command = "", environment = {}, depends_on: needs = [], restart }]) => ({
      name,
      command,
      environment,
      dependsOn: Array.isArray(needs) ? needs.map(String) : Object.keys(needs),
      isRestarted: restart === "unless-stopped",
    }),
  );
}

function fill(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, kind?: string, otherwise = "") => {
      const value = variables[name];
      if (value === undefined && kind !== "-") throw new Error(`${name}: ${otherwise}`);
      return value ?? otherwise;
    },
  );
}

export interface RunningService {
  /** All that it wrote. */
  readonly written: readonly string[];
  /** As a machine that dies. */
  readonly kill: () => Promise<void>;
}

export function startService(
  { name, command, environment }: Service,
  { root, volumes, addresses }: Places,
): RunningService {
  const own = addresses[name];
  if (!own) throw new Error(`There is no address for ${name}`);
  const [program = "", ...parameters] = command.split(" ");
  const placed = Object.fromEntries(
    Object.entries(environment).map(([variable, value]) => [variable, place(value, volumes, addresses)]),
  );
  // A process group of its own: its children end with it.
  const child: ChildProcess = spawn(program, parameters, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...placed, PORT: String(own.port) },
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => written.push(text));
  const ended = once(child, "exit");
  return {
    written,
    kill: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}

function place(value: string, volumes: string, addresses: Places["addresses"]): string {
  if (value.startsWith("/")) return join(volumes, value);
  if (!URL.canParse(value)) return value;
  const url = new URL(value);
  const there = addresses[url.hostname];
  if (!there) return value;
  [url.hostname, url.port] = [there.host, String(there.port)];
  return url.href.replace(/\/$/, value.endsWith("/") ? "/" : "");
}
