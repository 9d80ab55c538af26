/** The registry in the graph. */
export const REGISTRY_NAME = "registry";

export const REGISTRY_SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize", "@tag"])

"""时刻，须带时区，如 2025-03-01T09:00:00+08:00 / A moment with its offset, such as 2025-03-01T09:00:00+08:00"""
scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time")

type Department @key(fields: "code", resolvable: false) {
  code: String!
}

type Query {
  """图中的子图：区里自有的和各部门自己发布的 / The subgraphs of the graph: the hub's own, and those that departments publish"""
  subgraphs: [Subgraph!]! @listSize(assumedSize: 60)
  """一个子图；没有则为空 / One subgraph, or null"""
  subgraph(
    """子图名 / Its name"""
    name: ID!
  ): Subgraph
  """图的一个版本；不填编号则为最新 / One revision of the graph, the latest unless a number is given"""
  graphRevision(
    """版本编号 / Number of the revision"""
    number: Int
  ): GraphRevision
  """图的变更记录，新的在前 / How the graph changed, the newest first"""
  graphRevisions(
    """取几条，默认 20，最多 100 / How many: 20 unless told, at most 100"""
    first: Int = 20
    """取此编号之前的 / Those before this number"""
    before: Int
  ): [GraphRevision!]! @listSize(assumedSize: 20, slicingArguments: ["first"], requireOneSlicingArgument: false)
  """各网关正在使用的版本（须有开发人员或督查员的令牌） / Which revision each gateway serves (needs a developer's or supervisor's token)"""
  gateways: [GatewayStatus!]! @listSize(assumedSize: 10) @tag(name: "internal")
  """许可申请及其审批，新的在前（须有开发人员或督查员的令牌） / Requests for permissions and what became of them, the newest first (needs a developer's or supervisor's token)"""
  subgraphPermissions(
    """子图名；不填为全部 / Name of a subgraph; all unless given"""
    subgraph: ID
  ): [SubgraphPermission!]! @listSize(assumedSize: 50) @tag(name: "internal")
  """一个客户端登记的查询文档，含已撤回的，按编号排列（须有开发人员或督查员的令牌） / The documents that a client has registered, withdrawn ones among them, by their ids (needs a developer's or supervisor's token)"""
  clientDocuments(
    """客户端名 / Name of the client"""
    client: ID!
    """取几条，默认和最多 100 / How many: 100 unless told, and at most"""
    first: Int = 100
    """取此编号之后的 / Those after this id"""
    after: ID
  ): [ClientDocument!]! @listSize(assumedSize: 100, slicingArguments: ["first"], requireOneSlicingArgument: false) @tag(name: "internal")
}

type Mutation {
  """核对一个子图，不作任何改动 / Checks a subgraph and changes nothing"""
  checkSubgraph(
    """子图名、地址和模式 / Its name, address and schema"""
    input: SubgraphInput!
  ): SubgraphReport! @tag(name: "internal")
  """发布一个子图 / Publishes a subgraph"""
  publishSubgraph(
    """子图名、地址和模式 / Its name, address and schema"""
    input: SubgraphInput!
    """说明 / Why"""
    note: String
  ): SubgraphReport! @tag(name: "internal")
  """核对撤下一个子图的影响，不作任何改动 / Checks what the removal of a subgraph would break, and changes nothing"""
  checkSubgraphRemoval(
    """子图名 / Its name"""
    name: ID!
  ): SubgraphReport! @tag(name: "internal")
  """撤下一个子图 / Removes a subgraph"""
  removeSubgraph(
    """子图名 / Its name"""
    name: ID!
    """说明 / Why"""
    note: String
  ): SubgraphReport! @tag(name: "internal")
  """重新发布一个子图的较早版本 / Publishes an earlier version of a subgraph again"""
  rollbackSubgraph(
    """子图名 / Its name"""
    name: ID!
    """版本 / The version"""
    version: Int!
    """说明 / Why"""
    note: String
  ): SubgraphReport! @tag(name: "internal")
  """应急：各部门的子图恢复到某一版本时的状态（督查员） / For emergencies: the departments' subgraphs as they were at a revision (supervisor)"""
  restoreGraph(
    """版本编号 / Number of the revision"""
    number: Int!
    """说明 / Why"""
    note: String
  ): SubgraphReport! @tag(name: "internal")
  """申请许可：发布不兼容的变更，或定义属于别的子图的内容 / Asks for a permission: to publish a breaking change, or to define what is another subgraph's"""
  requestPermission(
    """申请内容 / What is asked"""
    input: PermissionInput!
  ): SubgraphPermission! @tag(name: "internal")
  """审批许可；不能审批自己的申请 / Decides on a permission; nobody decides on their own request"""
  decidePermission(
    """许可编号 / Identifier of the permission"""
    id: ID!
    """决定 / The decision"""
    decision: PermissionDecision!
    """说明 / Why"""
    note: String
  ): SubgraphPermission! @tag(name: "internal")
  """登记一个客户端的查询文档：全部有效才登记；已登记的继续有效 / Registers documents of a client: all or, if one of them is not valid, none; those that it has stay"""
  publishDocuments(
    """客户端名；首个登记的部门即为所属部门 / Name of the client; the first department that publishes under it owns it"""
    client: ID!
    """客户端使用的契约视图；不填为全图 / The contract that it asks; the whole graph unless given"""
    contract: ID
    """查询文档，最多 1000 个 / The documents, at most 1,000"""
    documents: [DocumentInput!]!
  ): DocumentReport! @tag(name: "internal")
  """撤回一个客户端的查询文档；返回个数 / Withdraws documents of a client; how many"""
  withdrawDocuments(
    """客户端名 / Name of the client"""
    client: ID!
    """编号 / Their ids"""
    ids: [ID!]!
  ): Int! @tag(name: "internal")
}

"""子图：图中由一个服务负责的部分 / A subgraph: the part of the graph that one service answers for"""
type Subgraph @key(fields: "name") {
  """子图名 / Its name"""
  name: ID!
  """所属部门；空为区里自有 / The department whose it is; null is the hub's own"""
  owner: Department
  """是否在当前的图中 / Whether it is in the graph now"""
  isServed: Boolean!
  """当前版本；不在图中则为空 / The version that is served, or null"""
  version: SubgraphVersion
  """发布过的全部版本，新的在前 / All versions that were published, the newest first"""
  versions: [SubgraphVersion!]! @listSize(assumedSize: 20)
}

"""发布过的一个版本 / A version that was published"""
type SubgraphVersion {
  """版本 / Version"""
  version: Int!
  """模式（SDL） / Its schema (SDL)"""
  sdl: String!
  """服务地址；只有所属部门和督查员可见 / Address of the service; shown to its department and to supervisors"""
  url: String
  """发布时间 / When it was published"""
  publishedAt: DateTime!
  """发布人 / Who published it"""
  publishedBy: String!
  """说明 / Why"""
  note: String
}

"""图的一个版本 / A revision of the graph"""
type GraphRevision @key(fields: "number") {
  """编号 / Number"""
  number: Int!
  """怎样产生 / How it came about"""
  kind: GraphRevisionKind!
  """子图名，或恢复到的版本编号 / Name of the subgraph, or the number of the revision that was restored"""
  subject: String!
  """对外内容的变化 / What changed for those who ask"""
  changes: [GraphChange!]! @listSize(assumedSize: 50)
  """时间 / When"""
  at: DateTime!
  """经手人 / By whom"""
  by: String!
  """说明 / Why"""
  note: String
  """组成它的子图版本 / The versions that it is made of"""
  members: [GraphMember!]! @listSize(assumedSize: 60)
}

"""图的一个版本中的一个子图 / One subgraph in a revision of the graph"""
type GraphMember {
  """子图名 / Its name"""
  name: ID!
  """版本 / Its version"""
  version: Int!
}

"""图的版本怎样产生 / How a revision of the graph came about"""
enum GraphRevisionKind {
  """区里自有的子图变了 / The hub's own subgraphs changed"""
  HUB
  """部门发布 / A department published"""
  PUBLISH
  """部门撤下 / A department removed"""
  REMOVE
  """恢复较早的状态 / An earlier state came back"""
  RESTORE
}

"""对外内容的一处变化 / A change of what clients see"""
type GraphChange {
  """模式坐标，如 Area.busLines / Schema coordinate, such as Area.busLines"""
  coordinate: String!
  """是否影响已有的查询 / Whether it may break a query"""
  severity: GraphChangeSeverity!
  """说明 / What changed"""
  message: Words!
}

"""变化的影响 / What a change does to queries"""
enum GraphChangeSeverity {
  """可能使查询出错 / May break a query"""
  BREAKING
  """可能使程序出错，如枚举多了一个值 / May surprise a program, such as a new enum value"""
  DANGEROUS
  """没有影响 / Breaks nothing"""
  SAFE
}

"""中英文对照 / The same in Chinese and English"""
type Words {
  """中文 / In Chinese"""
  zh: String!
  """英文 / In English"""
  en: String!
}

"""要核对或发布的子图 / A subgraph to be checked or published"""
input SubgraphInput {
  """子图名 / Its name"""
  name: ID!
  """服务地址 / Address of the service"""
  url: String!
  """模式（SDL）；不填则从运行中的服务读取 / Its schema (SDL); without it, it is read from the running service"""
  sdl: String
}

"""核对结果 / What was found"""
type SubgraphReport {
  """是否可以发布 / Whether it may be published"""
  ok: Boolean!
  """新的图版本；没有发布则为空 / The new revision of the graph; null when nothing was published"""
  revision: Int
  """逐条结果 / Each finding"""
  findings: [SubgraphFinding!]! @listSize(assumedSize: 50)
  """对外内容的变化 / What would change for those who ask"""
  changes: [GraphChange!]! @listSize(assumedSize: 50)
}

"""一条核对结果 / One finding"""
type SubgraphFinding {
  """代码 / Code"""
  code: String!
  """轻重 / How grave it is"""
  severity: FindingSeverity!
  """涉及的子图 / The subgraphs concerned"""
  subgraphs: [String!]!
  """模式坐标 / Schema coordinate"""
  coordinate: String
  """在所提交的文件中的位置 / Where it stands in the file"""
  place: FindingPlace
  """规则 / The rule"""
  rule: Words!
  """问题 / What is wrong"""
  message: Words!
  """怎么改 / What to write instead"""
  advice: Words!
  """可以自动完成的修改 / The edits that a program can make"""
  edits: [TextEdit!]!
  """正在使用它的客户端 / The clients that use it"""
  uses: [ClientUse!]!
}

"""核对结果的轻重 / How grave a finding is"""
enum FindingSeverity {
  """错误，不能发布 / Cannot be published"""
  ERROR
  """影响正在使用的客户端，须先批准 / Breaks clients; needs an approval"""
  BREAKING
  """可以发布，须留意 / May be published, with care"""
  DANGEROUS
  """建议改正 / Should be mended"""
  WARNING
  """提示 / To be known"""
  INFO
}

"""文件中的位置，从 1 数起 / A place in a file, counted from 1"""
type FindingPlace {
  """子图名 / The subgraph"""
  subgraph: String!
  """行 / Line"""
  line: Int!
  """列 / Column"""
  column: Int!
}

"""对模式文本的一处修改 / An edit of a schema's text"""
type TextEdit {
  """子图名 / The subgraph"""
  subgraph: String!
  """起点，从 0 数起的 UTF-16 单位 / Where it begins, in UTF-16 units from 0"""
  offset: Int!
  """删去多少 / How much is taken away"""
  length: Int!
  """换成什么 / What comes instead"""
  text: String!
}

"""使用者 / A client that uses something"""
type ClientUse {
  """客户端名；未自报则为空字符串 / The name that it gives itself; empty for none"""
  client: String!
  """请求次数 / Requests"""
  requests: Int!
  """操作名 / Names of its operations"""
  operations: [String!]!
}

"""网关的状态 / What a gateway serves"""
type GatewayStatus {
  """编号 / Identifier"""
  id: ID!
  """主机 / Host"""
  host: String!
  """最近一次报告 / When it was last heard of"""
  seenAt: DateTime!
  """正在使用的版本 / The revision that it serves"""
  served: Int!
  """应使用的版本 / The revision that it should serve"""
  wanted: Int!
  """为何没有使用 / Why it does not"""
  problem: String
}

"""许可：一人申请，另一人批准 / A permission: one person asks, another grants"""
type SubgraphPermission {
  """编号 / Identifier"""
  id: ID!
  """种类 / Kind"""
  kind: PermissionKind!
  """为哪个子图 / For which subgraph"""
  subgraph: String!
  """模式坐标 / Schema coordinate"""
  coordinate: String!
  """由哪个部门的开发人员决定；空为督查员 / The department whose developers decide; null: supervisors"""
  decider: Department
  """理由 / Why"""
  reason: String!
  """有效期至 / Good until"""
  until: DateTime!
  """状态 / State"""
  state: PermissionState!
  """申请人 / Who asked"""
  requestedBy: String!
  """申请时间 / When"""
  requestedAt: DateTime!
  """决定人 / Who decided"""
  decidedBy: String
  """决定时间 / When"""
  decidedAt: DateTime
  """决定的说明 / Why it was decided so"""
  decisionNote: String
}

"""许可的种类 / Kind of permission"""
enum PermissionKind {
  """发布不兼容的变更 / To publish a breaking change"""
  BREAKING
  """定义属于别的子图的内容 / To define what is another subgraph's"""
  CONSENT
}

"""许可的状态 / State of a permission"""
enum PermissionState {
  """已申请 / Asked for"""
  REQUESTED
  """已批准 / Granted"""
  GRANTED
  """已驳回 / Refused"""
  REFUSED
  """已撤销 / Taken back"""
  REVOKED
}

"""对许可的决定 / A decision on a permission"""
enum PermissionDecision {
  """批准 / Granted"""
  GRANTED
  """驳回 / Refused"""
  REFUSED
  """撤销 / Taken back"""
  REVOKED
}

"""许可申请 / A request for a permission"""
input PermissionInput {
  """种类 / Kind"""
  kind: PermissionKind!
  """为哪个子图 / For which subgraph"""
  subgraph: ID!
  """模式坐标 / Schema coordinate"""
  coordinate: String!
  """属于哪个子图；不填为区里自有（仅 CONSENT） / Whose it is; the hub's own unless given (CONSENT only)"""
  of: ID
  """理由 / Why"""
  reason: String!
  """有效天数，最多 366 / Days that it is good for, at most 366"""
  days: Int! = 30
}

"""登记的查询文档：客户端只凭编号就能查询 / A registered document: its client asks it by its id alone"""
type ClientDocument {
  """编号；SHA-256 为 64 位十六进制数 / Its id; a SHA-256 is 64 hexadecimal digits"""
  id: ID!
  """查询文本 / Its text"""
  text: String!
  """其中操作的名称；没有名称的为空字符串 / Names of its operations; empty for one without a name"""
  operations: [String!]!
  """按哪个契约视图核对；空为全图 / The contract that it was held against; null is the whole graph"""
  contract: ID
  """登记时间 / When it was registered"""
  publishedAt: DateTime!
  """登记人 / By whom"""
  publishedBy: String!
  """撤回时间 / When it was withdrawn"""
  withdrawnAt: DateTime
  """撤回人 / By whom it was withdrawn"""
  withdrawnBy: String
}

"""要登记的查询文档 / A document to be registered"""
input DocumentInput {
  """编号，如文本的 SHA-256 / Its id, such as the text's SHA-256"""
  id: ID!
  """查询文本 / Its text"""
  text: String!
}

"""登记结果 / What became of a registration"""
type DocumentReport {
  """是否已登记 / Whether they are registered"""
  ok: Boolean!
  """新登记的个数 / How many are new"""
  added: Int!
  """原已登记的个数 / How many were there"""
  unchanged: Int!
  """不能登记的原因 / Why they are not"""
  findings: [DocumentFinding!]! @listSize(assumedSize: 50)
}

"""一个查询文档不能登记的原因 / Why a document cannot be registered"""
type DocumentFinding {
  """编号 / Its id"""
  id: String!
  """操作名 / Name of its operation"""
  operation: String
  """代码 / Code"""
  code: String!
  """问题 / What is wrong"""
  message: Words!
  """行，从 1 数起 / Line, from 1"""
  line: Int
  """列，从 1 数起 / Column, from 1"""
  column: Int
}
`;
