/** `tongcha gateway`: serves any Federation 2 supergraph, or stands before a hub, on all cores. */
import type { Command } from "../command.js";

const command: Command = {
  name: "gateway",
  help: {
    zh: "为任意 Federation 2 的总图（supergraph），或为一个中心（HUB_URL）提供网关。",
    en: "Serves any Federation 2 supergraph, or stands before a hub (HUB_URL).",
  },
  options: [
    {
      flags: "--supergraph <file|url>",
      help: "总图文件或地址，改变后自动换用 Its file or URL; a new one is taken while serving",
    },
    {
      flags: "--hub <url>",
      help: "中心的地址，代替总图：与其共用 DATABASE_URL 和密钥 A hub instead, whose DATABASE_URL and keys it shares",
    },
    {
      flags: "--contracts <file>",
      help: "接口视图的定义（JSON） Contracts, as JSON: views by @tag at /graphql/<name>",
    },
    {
      flags: "--engine <name>",
      help: "ours；apollo（@apollo/gateway）；compare（由 ours 返回结果，与 apollo 比对，差异写入日志） Ours, Apollo's, or ours compared with Apollo's: what differs is logged",
    },
    {
      flags: "--jwks <file|url>",
      help: "验证令牌的公钥集，不填则令牌不作数（JWKS_URL） Public keys (JWKS) that tokens are verified by; without them a token says nothing",
    },
    { flags: "--issuer <iss>", help: "令牌的签发者（TOKEN_ISSUER） Issuer that tokens must name" },
    { flags: "--audience <aud>", help: "令牌的受众（TOKEN_AUDIENCE） Audience that tokens must name" },
    { flags: "--port <number>", help: "端口 Port" },
    { flags: "--host <address>", help: "监听地址 Address to listen on" },
    { flags: "--workers <number>", help: "进程数，默认每核一个 Processes; one for each core unless told" },
  ],
  isServer: true,
  run: async (input) => (await import("../run-gateway.js")).runGateway(input),
};
export default command;
