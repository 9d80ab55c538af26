/**
 * Restricts the network addresses of URLs that others provide: departments' subgraphs, webhooks, sources.
 * Such a URL must not lead the hub to its own machine, to link-local addresses, or to a cloud's metadata
 * service. The address is checked at connection time, so that DNS rebinding does not help.
 */
import { lookup as resolve, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { buildConnector } from "undici";
import { HubError } from "#schema/errors.js";

export interface Networks {
  /**
   * Throws the use's refusal, whose text contains no address. A host name's addresses are checked at
   * connection time.
   */
  readonly assertUrl: (url: string) => void;
  /** Connects to allowed addresses only; any other fails with the use's refusal. */
  readonly connect: buildConnector.connector;
  /**
   * A DNS lookup that returns allowed addresses only, for other clients; they must check literal addresses.
   */
  readonly lookup: LookupFunction;
}

type Address = ReturnType<typeof ipaddr.process>;
type Network = ReturnType<typeof ipaddr.parseCIDR>;

/**
 * Metadata services, which give a cloud machine its secrets (Alibaba, Tencent and others; Azure; Amazon over
 * IPv6). No setting allows them.
 */
const METADATA = ["169.254.169.254/32", "100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::254/128"].map(
  (network) => ipaddr.parseCIDR(network),
);
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/** The kind of URL, and how strictly it is checked. */
export interface NetworkUse {
  /** The setting that names the networks. */
  readonly setting: string;
  readonly refusal: "SUBGRAPH_URL_REFUSED" | "WEBHOOK_URL_REFUSED" | "SOURCE_ADDRESS_REFUSED";
  /** True when private networks, and HTTP without TLS, are allowed where no networks are named. */
  readonly isLenient: boolean;
}

export const SUBGRAPHS: NetworkUse = {
  setting: "SUBGRAPH_NETWORKS",
  refusal: "SUBGRAPH_URL_REFUSED",
  isLenient: true,
};
/** Anybody may register a webhook, so it must have a public address and use TLS. */
export const WEBHOOKS: NetworkUse = {
  setting: "WEBHOOK_NETWORKS",
  refusal: "WEBHOOK_URL_REFUSED",
  isLenient: false,
};
/** Addresses of departments' systems that the IT office names. */
export const SOURCES: NetworkUse = {
  setting: "SOURCE_NETWORKS",
  refusal: "SOURCE_ADDRESS_REFUSED",
  isLenient: true,
};

/**
 * `text`: networks joined by commas, such as `10.0.0.0/8,fd00::/8`; empty for public addresses, and private
 * networks where the use is lenient. Throws SETTING_INVALID.
 */
export function createNetworks(
  text: string,
  { setting, refusal, isLenient }: NetworkUse = SUBGRAPHS,
): Networks {
  const listed = text
    .split(",")
    .map((network) => network.trim())
    .filter(Boolean)
    .map((network) => readNetwork(network, setting));
  const isListed =
    listed.length === 0
      ? (address: Address): boolean => isPublic(address) || (isLenient && isPrivate(address))
      : (address: Address): boolean => listed.some((network) => isIn(address, network));
  const protocols = isLenient || listed.length > 0 ? ["http:", "https:"] : ["https:"];
  const refused = (reason: string, reasonEn: string): HubError => new HubError(refusal, { reason, reasonEn });
  const outside = (): HubError => refused("不在允许的网段内", "it is outside the allowed networks");
  const isAllowed = (text: string): boolean => {
    // An address with a zone is link-local.
    if (!ipaddr.isValid(text) || text.includes("%")) return false;
    const address = ipaddr.process(text);
    return isListed(address) && !METADATA.some((network) => isIn(address, network));
  };
  const lookup = createLookup(isAllowed, outside);
  const connect = buildConnector({ allowH2: false, timeout: CONNECT_MS, lookup });
  return {
    lookup,
    assertUrl: (url) => {
      const { protocol, username, password, hostname } = URL.canParse(url) ? new URL(url) : NO_URL;
      const names = protocols.map((name) => name.slice(0, -1));
      if (!protocols.includes(protocol))
        throw refused(`须为 ${names.join(" 或 ")} 地址`, `it must be an ${names.join(" or ")} URL`);
      if (username !== "" || password !== "")
        throw refused("不得含用户名或密码", "it must not hold a user name or password");
      // URL normalises other spellings of an IPv4 address (0x7f.1, 2130706433).
      if (isIP(bare(hostname)) !== 0 && !isAllowed(bare(hostname))) throw outside();
    },
    connect: (options, callback) => {
      // A literal address needs no lookup, so it is checked here.
      if (isIP(bare(options.hostname)) !== 0 && !isAllowed(bare(options.hostname))) callback(outside(), null);
      else connect(options, callback);
    },
  };
}

const CONNECT_MS = 5_000;
const NO_URL = { protocol: "", username: "", password: "", hostname: "" };

function readNetwork(text: string, name: string): Network {
  if (!ipaddr.isValidCIDR(text))
    throw new HubError("SETTING_INVALID", {
      name,
      reason: "应为网段，如 10.0.0.0/8",
      reasonEn: "networks such as 10.0.0.0/8",
    });
  return ipaddr.parseCIDR(text);
}

function isIn(address: Address, network: Network): boolean {
  return address.kind() === network[0].kind() && address.match(network);
}

function isPublic(address: Address): boolean {
  return address.range() === "unicast" && (address.kind() === "ipv4" || isIn(address, GLOBAL_IPV6));
}

function isPrivate(address: Address): boolean {
  return ["private", "uniqueLocal"].includes(address.range());
}

/**
 * Coalesces lookups of one name: a name server that never answers then blocks one of the process's few
 * lookup threads, not all of them.
 */
function createLookup(isAllowed: (address: string) => boolean, outside: () => HubError): LookupFunction {
  const waiting = new Map<string, Answered[]>();
  return (name, { all = false }, callback) => {
    const answered: Answered = (error, addresses) => {
      const allowed = error !== null ? [] : addresses.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) callback(error ?? outside(), "");
      else if (all) callback(null, allowed);
      else callback(null, first.address, first.family);
    };
    const others = waiting.get(name);
    if (others) {
      others.push(answered);
      return;
    }
    const askers = [answered];
    waiting.set(name, askers);
    resolve(name, { all: true }, (error, addresses) => {
      waiting.delete(name);
      for (const tell of askers) tell(error, addresses);
    });
  };
}

type Answered = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}
