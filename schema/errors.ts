/**
 * Every error that people or programs can see, in one table: code, HTTP status, and a sentence in Chinese and
 * English that says what is wrong and what to do. `PROTOCOL.md` says where each error can occur.
 *
 * A placeholder such as `{feed}` is filled from the error's `details`; `{reasonEn}` from `reason` where both
 * languages say the same. Details never hold a cell's content.
 */
export const ERRORS = {
  INTERNAL: {
    status: 500,
    zh: "系统内部错误，编号 {requestId}。请稍后再试，或将编号告知管理员。",
    en: "Internal error, reference {requestId}. Try again later, or give the reference to the administrator.",
  },

  // Who is asking
  TOKEN_MISSING: {
    status: 401,
    zh: "此操作需要登录令牌。请在请求头 Authorization 中写明“Bearer 令牌”。",
    en: "This needs a token. Send it as 'Authorization: Bearer <token>'.",
  },
  TOKEN_INVALID: {
    status: 401,
    zh: "令牌无效：{reason}。请重新获取令牌。",
    en: "The token is not valid: {reasonEn}. Get a new one.",
  },
  API_KEY_INVALID: {
    status: 401,
    zh: "接口密钥无效：{reason}。请核对请求头 x-api-key，或向政务公开科申请新的密钥。",
    en: "The API key is not valid: {reasonEn}. Check the header x-api-key, or ask the openness office for a new one.",
  },
  FORBIDDEN: { status: 403, zh: "您没有此项操作的权限：{need}。", en: "You may not do this: {needEn}." },
  UNAUTHORIZED_FIELD_OR_TYPE: {
    status: 403,
    zh: "您没有查看 {coordinate} 的权限。请使用有此权限的令牌查询。",
    en: "You may not see {coordinate}. Ask with a token that permits it.",
  },
  SESSION_ENDED: {
    status: 401,
    zh: "登录已失效。请重新登录，再办理一次。",
    en: "Your sign-in has ended. Sign in again, then repeat this.",
  },
  CROSS_SITE_REFUSED: {
    status: 403,
    zh: "此请求可能来自其他网站，不能以您登录的身份办理。请在通查的页面中操作。",
    en: "This request may come from another site, and does not count as yours. Use a page of this hub.",
  },
  SESSION_TOO_LARGE: {
    status: 502,
    zh: "身份平台签发的令牌过长，无法登录。请联系管理员减少令牌中的内容。",
    en: "The identity provider's tokens are too long to sign in with. Ask the administrator to have less in them.",
  },
  SIGN_IN_TARGET_INVALID: {
    status: 400,
    zh: "登录后要返回的地址不是通查的路径。请从通查的页面登录。",
    en: "The address to return to after the sign-in is no path of this hub. Sign in from one of its pages.",
  },
  SIGN_IN_NOT_OFFERED: {
    status: 404,
    zh: "此处不能用网页登录。请使用令牌，或联系管理员。",
    en: "Nobody signs in by a browser here. Use a token, or ask the administrator.",
  },
  SIGN_IN_EXPIRED: {
    status: 400,
    zh: "这次登录已过期、已完成，或是在另一浏览器中开始的。请重新登录。",
    en: "This sign-in is too old, is done already, or began in another browser. Sign in again.",
  },
  SIGN_IN_DENIED: {
    status: 403,
    zh: "身份平台没有准予登录，或您取消了登录。请重新登录。",
    en: "The identity provider did not let you sign in, or you gave it up. Sign in again.",
  },
  PROVIDER_UNAVAILABLE: {
    status: 503,
    zh: "身份平台暂时无法连接。请稍后再试。",
    en: "The identity provider cannot be reached. Try again later.",
  },
  PROVIDER_REFUSED: {
    status: 502,
    zh: "身份平台拒绝了登录请求（{reason}）。请将此代码告知管理员。",
    en: "The identity provider refused the sign-in ({reasonEn}). Tell the administrator this code.",
  },
  PROVIDER_INVALID: {
    status: 502,
    zh: "身份平台返回的内容无效：{reason}。请联系管理员。",
    en: "The identity provider's answer is not valid: {reasonEn}. Tell the administrator.",
  },
  DEMO_PERSON_UNKNOWN: {
    status: 400,
    zh: "没有这名演示人员。请在演示登录的页面中选择。",
    en: "There is no such demo person. Choose one on the page of the demo sign-in.",
  },
  SUBGRAPH_UNSIGNED: {
    status: 401,
    zh: "子图只接受网关签名的请求。请通过网关的 /graphql 查询。",
    en: "A subgraph accepts only requests that the gateway has signed. Ask the gateway at /graphql.",
  },

  // Requests that match no route
  PATH_UNKNOWN: {
    status: 404,
    zh: "没有此地址：{path}。请核对地址：查询用 /graphql，报送用 /intake/<报送事项编号>。",
    en: "There is nothing at {path}. Check it: queries go to /graphql, files to /intake/<feed id>.",
  },
  PATH_INVALID: {
    status: 400,
    zh: "地址格式不正确，或百分号编码有误。请按 UTF-8 重新编码。",
    en: "The address is no URL, or is not percent-encoded as UTF-8. Encode it again.",
  },
  PATH_TOO_LONG: {
    status: 414,
    zh: "地址中的一段超过{limit}个字符。请核对编号或名称。",
    en: "A part of the address is longer than {limit} characters. Check the id or the name.",
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    zh: "此地址不支持 {method} 方法，请改用：{allowed}。",
    en: "This address does not take {method}. It takes: {allowed}.",
  },
  HTTP_INVALID: {
    status: 400,
    zh: "不是有效的 HTTP 请求：{reason}。请改正后重新发送。",
    en: "Not an HTTP request: {reasonEn}. Correct it and send it again.",
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    zh: "请求的地址与头部合计超过{limitKiB} KiB。较长的查询请用 POST 发送。",
    en: "The request's address and headers are over {limitKiB} KiB. Send a long query by POST.",
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    zh: "请求未在规定时间内传完。请检查网络后重新发送。",
    en: "The request did not arrive in time. Check the network and send it again.",
  },
  CLIENT_LEFT: {
    status: 499,
    zh: "您已断开连接，查询未执行。",
    en: "You have disconnected, and the query was not carried out.",
  },
  EXPECTATION_REFUSED: {
    status: 417,
    zh: "不支持请求头 Expect 的这一要求，只支持 100-continue。请改正后重新发送。",
    en: "What the header Expect asks for is not done here; only 100-continue is.",
  },
  UPGRADE_INVALID: {
    status: 400,
    zh: "不是有效的 WebSocket 握手（{reason}）。请检查客户端的连接设置。",
    en: "Not a WebSocket handshake: {reason}. Check how the client connects.",
  },

  // A feed file as a whole
  FEED_UNKNOWN: {
    status: 404,
    zh: "没有编号为“{feed}”的报送事项。可用的编号：{known}。",
    en: "There is no feed '{feed}'. Known feeds: {known}.",
  },
  FEED_EMPTY: {
    status: 422,
    zh: "文件是空的。请检查后重新报送。",
    en: "The file is empty. Check it and submit again.",
  },
  FEED_NO_ROWS: {
    status: 422,
    zh: "文件只有表头，没有数据行。请填写数据后重新报送。",
    en: "The file has a header but no rows. Add rows and submit again.",
  },
  FEED_TOO_LARGE: {
    status: 413,
    zh: "文件超过上限{limitMiB} MiB。请分成几个文件报送。",
    en: "The file is over the limit of {limitMiB} MiB. Split it and submit the parts.",
  },
  FEED_FORMAT: {
    status: 415,
    zh: "无法识别的文件：{reason}。请报送 CSV、XLSX、XLS（ET）、JSON 或 NDJSON 文件。",
    en: "Not a readable file: {reasonEn}. Submit CSV, XLSX, XLS (or WPS's ET), JSON or NDJSON.",
  },
  FEED_ENCODING: {
    status: 422,
    zh: "第{line}行附近有既不是 UTF-8 也不是 GB18030（GBK）的字节。请用 Excel 或 WPS 另存为 CSV（UTF-8）后重新报送。",
    en: "Near line {line} there are bytes that are neither UTF-8 nor GB18030 (GBK). Save the file as CSV UTF-8 and submit again.",
  },
  FEED_ARCHIVE: {
    status: 413,
    zh: "工作簿解压后过大或结构异常：{reason}。请重新另存为 XLSX 后报送。",
    en: "The workbook is too large once unpacked, or its structure is wrong: {reasonEn}. Save it again as XLSX.",
  },
  FEED_COLUMNS: {
    status: 422,
    zh: "表头不符合要求：{problems}。请按模板改正表头后重新报送。",
    en: "The header does not fit: {problemsEn}. Correct it as in the template and submit again.",
  },
  FEED_NAMES: {
    status: 422,
    zh: "JSON 的名称不符合要求：{problems}。请按数据标准改正名称后重新报送。",
    en: "The names in the JSON do not fit: {problemsEn}. Correct them as in the standard and submit again.",
  },
  FEED_GARBLED: {
    status: 422,
    zh: "文件中的文字是乱码：{reason}。请在原系统中以 UTF-8 或 GBK 编码重新导出后报送。",
    en: "The text of the file is garbled: {reasonEn}. Export it again from its system in UTF-8 or GBK.",
  },
  FEED_OLD_FORM: {
    status: 422,
    zh: "该文件使用的是2015版双公示数据项（{columns}），请改用2018版模板填报。",
    en: "This is the 2015 form (columns {columns}). Use the 2018 template.",
  },
  FEED_QUOTE: {
    status: 422,
    zh: "第{line}行（文本第{textLine}行）的引号没有配对，其后的内容都被当成了同一个单元格。请补全或删除引号后重新报送。",
    en: "A quote opened in row {line} (line {textLine} of the text) is never closed, so that everything after it became one cell. Close or remove it and submit again.",
  },
  FEED_CELL_TOO_LARGE: {
    status: 422,
    zh: "第{line}行有超过{limitKiB} KiB 的单元格。请检查引号是否配对，并缩短内容。",
    en: "Line {line} has a cell over {limitKiB} KiB. Check the quotes, and shorten the text.",
  },

  // Files beside records
  ATTACHMENT_KIND: {
    status: 415,
    zh: "附件“{name}”的格式不正确：名称应以 .pdf、.ofd、.docx、.png 或 .jpg 结尾，内容与名称一致，名称不超过120个字符，不含 / \\ ; : * ? # % 等符号。请改正后重新上传。",
    en: "The file {name} is of no kind that is kept: its name ends with .pdf, .ofd, .docx, .png or .jpg and its content is that; a name has 120 characters at most and no / \\ ; : * ? # %.",
  },
  ATTACHMENT_TOO_LARGE: {
    status: 413,
    zh: "附件超过上限{limitMiB} MiB。请压缩其中的图片或分成几个文件后重新上传。",
    en: "The file is over the limit of {limitMiB} MiB. Make its pictures smaller or split it, and hand it in again.",
  },
  ATTACHMENT_UNREADABLE: {
    status: 422,
    zh: "附件无法读取：{reason}。请处理后重新上传。",
    en: "The file cannot be taken: {reasonEn}. Mend it and hand it in again.",
  },
  ATTACHMENT_PERSONAL_NUMBER: {
    status: 422,
    zh: "附件的文字中有身份证号，不得公开。请删除后重新上传。",
    en: "The text of the file has a citizen's identity number, which must not be published. Delete it and hand the file in again.",
  },
  ATTACHMENT_UNKNOWN: {
    status: 404,
    zh: "没有此附件，或尚未公开。请核对地址。",
    en: "There is no such file, or it is not public. Check the address.",
  },
  ATTACHMENT_GONE: {
    status: 410,
    zh: "此附件所属的记录已不再公开，附件也不再提供。",
    en: "The record that this file belonged to is public no longer, and neither is the file.",
  },
  ATTACHMENT_DAMAGED: {
    status: 500,
    zh: "此附件在存储中已丢失或被改动，与上传时不符，不予提供。请联系发布部门重新上传同一文件。",
    en: "The file is lost or was altered where it is kept: it is not what was handed in, and is not given. Ask its department to hand the same file in again.",
  },
  ATTACHMENT_STORE_UNAVAILABLE: {
    status: 503,
    zh: "附件存储暂时无法使用，附件未能保存或读取。请稍后再试。",
    en: "The store of files cannot be used at present: the file was not kept or not read. Try again later.",
  },

  // Review and release
  SUBMISSION_UNKNOWN: {
    status: 404,
    zh: "没有编号为“{submission}”的报送。请核对编号。",
    en: "There is no submission '{submission}'. Check the number.",
  },
  SUBMISSION_STATE: {
    status: 409,
    zh: "报送“{submission}”目前是“{state}”，不能{action}。请刷新后按现状办理。",
    en: "Submission '{submission}' is {stateEn}: it cannot be {actionEn}. Look at it again.",
  },
  SUBMISSION_HAS_ERRORS: {
    status: 409,
    zh: "报送“{submission}”还有{errors}处错误，改正后才能送审。",
    en: "Submission '{submission}' still has {errors} errors. Correct them before review.",
  },
  RETURN_INVALID: {
    status: 422,
    zh: "无法退回：{reason}。",
    en: "This cannot be returned so: {reasonEn}.",
  },
  CORRECTION_INVALID: {
    status: 422,
    zh: "无法在线更正：{reason}。",
    en: "This cannot be corrected online: {reasonEn}.",
  },
  CHECK_CANCELLED: {
    status: 409,
    zh: "报送“{submission}”在校验时已撤回，未作任何改动。",
    en: "Submission '{submission}' was withdrawn while it was checked. Nothing was changed.",
  },
  SUBMISSION_UNCHECKED: {
    status: 409,
    zh: "报送“{submission}”尚未校验完毕。请稍后再试。",
    en: "Submission '{submission}' has not been checked yet. Look again shortly.",
  },
  SUBMISSION_ENDED: {
    status: 409,
    zh: "报送“{submission}”已经办结（{state}），没有待审核的差异，无须审核。",
    en: "Submission '{submission}' has ended ({state}): nothing of it waits for review.",
  },
  ORIGINAL_ERASED: {
    status: 410,
    zh: "报送“{submission}”的原件和校验内容已于{date}按保存期限删除。如需原件，请向报送部门索取。",
    en: "The original of submission '{submission}', and what was found in it, was erased on {date}, when its time was over. Ask the department for it.",
  },
  ORIGINAL_UNREADABLE: {
    status: 500,
    zh: "报送“{submission}”的原件无法读取：{reason}。请恢复与数据库同时备份的密钥，或向报送部门索取原件。",
    en: "The original of submission '{submission}' cannot be read: {reasonEn}. Restore the keys that were backed up with the database, or ask the department for the file.",
  },
  SUBMISSION_STAGE_LOST: {
    status: 409,
    zh: "报送“{submission}”校验时的数据已失效，或报送事项的定义已有改动。请退回，由填报员重新报送。",
    en: "The checked rows of submission '{submission}' are gone, or the feed was defined anew since. Return it, and let the clerk hand it in again.",
  },
  CHANGES_UNACKNOWLEDGED: {
    status: 409,
    zh: "有异常变化须先逐项确认：{names}。{reasons}",
    en: "Unusual changes must be acknowledged by name first: {names}. {reasonsEn}",
  },
  PERSONAL_DATA_UNEXPLAINED: {
    status: 422,
    zh: "疑似含有个人信息而确须公开的，须在审核意见中写明理由。",
    en: "Say in the note why what seems to be personal data must be public.",
  },
  SUBMISSION_SAME_BYTES: {
    status: 200,
    zh: "同一文件已经报送过（报送编号 {submission}，{state}），未作任何改动，不必重复报送。",
    en: "The same file was submitted before (submission {submission}, {state}). Nothing was changed.",
  },
  SUBMISSION_STALE: {
    status: 409,
    zh: "审核之后，已发布的数据又有变化，差异已重新计算。请重新审核。",
    en: "What is published changed after the review; the difference was computed again. Review it again.",
  },
  CONCURRENCE_PENDING: {
    status: 409,
    zh: "涉及其他部门的内容尚未协商一致，还不能发布：{departments}。请等待其在工作台反馈，或由督查员决定。",
    en: "Other departments have not agreed yet: {departments}. Nothing is published before they do, or a supervisor decides.",
  },
  CONCURRENCE_UNKNOWN: {
    status: 404,
    zh: "没有此项协商，或者不涉及本部门。请核对编号。",
    en: "There is no such request to agree, or it is none of your department's.",
  },
  CONCURRENCE_STATE: {
    status: 409,
    zh: "此项协商目前是“{state}”，不能{action}。请刷新后按现状办理。",
    en: "This request to agree stands so: {stateEn}. It cannot be answered by '{actionEn}' now.",
  },
  CONCURRENCE_STALE: {
    status: 409,
    zh: "所看的内容已不是待发布的内容（已更正，或已公开的数据有变化），未作反馈。请由报送部门重新审核后再反馈。",
    en: "What you saw is not what waits to be published: it was corrected, or what is published changed. Nothing was answered; it is reviewed again first.",
  },
  CONCURRENCE_REASON_INVALID: {
    status: 422,
    zh: "不同意的，以及督查员决定发布的，须写明理由，最多{most}个字符。",
    en: "Say why, in at most {most} characters: who objects, and who sets an objection aside.",
  },
  CONCURRENCE_RULE_INVALID: {
    status: 409,
    zh: "发布前协商清单中关于“{feed}”的规则已不适用：所写的字段或部门不存在。请区政务服务局更正清单后再审核、发布。",
    en: "A rule about {feed} names a field or a department that there is no longer. The openness office corrects the rule first.",
  },
  THIRD_PARTY_PENDING: {
    status: 409,
    zh: "还有征求第三方意见的事项没有作出决定，不能发布。请登记第三方意见并作出决定；期限为收到征求意见书之日起15个工作日。",
    en: "It is not decided yet whether what concerns a third party may be public. Record its answer, or the end of its 15 working days, and decide.",
  },
  THIRD_PARTY_WITHHELD: {
    status: 409,
    zh: "已决定不公开涉及第三方的内容，这一份不能发布。请退回，由填报员删除该内容后重新报送。",
    en: "It was decided that what concerns a third party is not public. Return the file, and let the clerk hand it in without.",
  },
  THIRD_PARTY_UNKNOWN: {
    status: 404,
    zh: "没有此项第三方意见。请核对编号。",
    en: "No third party was asked under this identifier.",
  },
  THIRD_PARTY_STATE: {
    status: 409,
    zh: "目前不能办理此项第三方意见：{state}。请刷新后按现状办理。",
    en: "This cannot be done of the third party now: {stateEn}.",
  },
  THIRD_PARTY_INVALID: {
    status: 422,
    zh: "无法登记第三方意见：{reason}。",
    en: "This cannot be recorded of a third party: {reasonEn}.",
  },
  REVIEW_OWN: {
    status: 403,
    zh: "按照先审后发的规定，报送人不能审核自己的报送。请由另一位审核员审核。",
    en: "The submitter cannot approve their own submission. Another reviewer must.",
  },
  RECORD_UNKNOWN: {
    status: 404,
    zh: "没有编号为“{record}”的已发布记录。请核对编号。",
    en: "There is no published record '{record}'. Check the number.",
  },
  RECORD_REMOVED: {
    status: 410,
    zh: "记录“{record}”已不再公开：{reason}（发布编号{release}）。",
    en: "The record '{record}' is public no longer: {reasonEn} (release {release}).",
  },

  // Queries. Other GraphQL servers use the first four codes, too; the message is more precise if the violated
  // rule is known.
  GRAPHQL_PARSE_FAILED: { status: 400, zh: "查询有语法错误", en: "The query has a syntax error." },
  GRAPHQL_VALIDATION_FAILED: { status: 400, zh: "查询与总图不符", en: "The query does not fit the graph." },
  BAD_USER_INPUT: {
    status: 400,
    zh: "变量或参数的值有误",
    en: "A variable or an argument has a wrong value.",
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    zh: "无法确定执行哪个操作",
    en: "Which operation is meant cannot be told.",
  },
  QUERY_TOO_LARGE: {
    status: 400,
    zh: "查询过大：片段展开后超过{limit}（{unit}）。请分成几次查询。",
    en: "The query is over the limit of {limit} {unit} once fragments are expanded. Split it.",
  },
  QUERY_TOO_DEEP: {
    status: 400,
    zh: "查询有{depth}层，上限是{limit}层。请减少层数。",
    en: "The query is {depth} levels deep; the limit is {limit}. Ask for fewer levels.",
  },
  QUERY_TOO_COSTLY: {
    status: 400,
    zh: "查询的估算成本为{estimate}点，超过上限{limit}点；其中最多的是 {path}（{share}点）。请减小 first，删除不需要的列表、汇总或搜索，或分成几次查询。",
    en: "The query is estimated to cost {estimate} points; the limit is {limit}. Most of it is {path} ({share} points). Ask for smaller pages (first), leave out lists, groups or searches that you do not need, or split it.",
  },
  SLICING_ARGUMENT_MISSING: {
    status: 400,
    zh: "字段 {path} 须填写以下参数中的一项，且只能填写一项：{arguments}。",
    en: "The field {path} needs exactly one of: {arguments}.",
  },
  ANSWER_TOO_LARGE: {
    status: 400,
    zh: "查询结果过大，超过{limit}{unit}，未返回任何内容。请减少每页条数（first）、层数或字段，分几次查询。",
    en: "The answer is over the limit of {limit} {unitEn}, so nothing of it is given. Ask for shorter pages (first), fewer levels or fewer fields, in several queries.",
  },
  PLAN_FAILED: {
    status: 400,
    zh: "系统无法执行此查询，编号 {requestId}。请将编号告知管理员，原因见日志。",
    en: "There is no way to carry out this query, reference {requestId}. Give it to the administrator: the log has the reason.",
  },
  OVERRIDE_LABEL_UNKNOWN: {
    status: 400,
    zh: "总图中没有 @override 标签“{label}”。请核对，现有标签：{known}。",
    en: "The graph has no label '{label}' of @override; it has: {known}.",
  },
  PLANNING_TOO_LONG: {
    status: 400,
    zh: "查询过于复杂，规划用时超过上限。请减少层数，或分成几次查询。",
    en: "The query is too complex: planning it takes too long. Ask for fewer levels, or split it.",
  },
  PLANNING_BUDGET_SPENT: {
    status: 429,
    zh: "短时间内的新查询过多。请{seconds}秒后再试，并用变量代替写在查询里的值。",
    en: "Too many new queries in a short time. Try again in {seconds} s, and use variables for the values that are written in the query.",
  },
  RATE_EXCEEDED: {
    status: 429,
    zh: "查询过于频繁：每分钟上限{points}点，本次需要{needed}点。请{seconds}秒后再试；用量较大的程序请使用令牌。",
    en: "You ask too much at a time: {points} points a minute, of which this needs {needed}. Try again in {seconds} s; a program that asks much should have a token.",
  },
  ANSWER_UNSETTLED: {
    status: 503,
    zh: "查询所读的数据正在接连发布，请稍后再试。",
    en: "What this query reads is being released again and again. Try again shortly.",
  },
  SUBGRAPH_TIMEOUT: {
    status: 504,
    zh: "子图 {name} 未在规定时间内响应。请稍后再试。",
    en: "The subgraph {name} did not answer in time. Try again later.",
  },
  SUBGRAPH_BAD_ANSWER: {
    status: 502,
    zh: "子图 {name} 返回的内容格式不正确。请联系其所属部门。",
    en: "The answer of the subgraph {name} is malformed. Ask its department.",
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 502,
    zh: "子图 {name} 暂时没有响应。请稍后再试。",
    en: "The subgraph {name} does not answer at present. Try again later.",
  },
  SUBGRAPH_ERROR: {
    status: 502,
    zh: "子图 {name} 返回了错误，未能提供此项内容。请联系其所属部门。",
    en: "The subgraph {name} reported an error and did not give this. Ask its department.",
  },
  REQUEST_INVALID: {
    status: 400,
    zh: "请求无效：{reason}。请改正后重新发送。",
    en: "Not a valid request: {reasonEn}. Correct it and send it again.",
  },
  CONTENT_ENCODING: {
    status: 415,
    zh: "请求体不得压缩（Content-Encoding）。请原样发送。",
    en: "A request's body may not be compressed (Content-Encoding). Send it as it is.",
  },
  MUTATION_OVER_GET: {
    status: 405,
    zh: "修改数据的操作须用 POST 发送。",
    en: "A mutation must be sent with POST.",
  },
  ANSWER_INCOMPLETE: {
    status: 502,
    zh: "未能取得必需的内容：{reason}。请稍后再试。",
    en: "Something that must be there did not come: {reason}. Try again later.",
  },
  CONTENT_TYPE: {
    status: 415,
    zh: "请求的 Content-Type 应为 application/json（UTF-8）。",
    en: "The request's Content-Type must be application/json (UTF-8).",
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    zh: "请求超过上限{limitKiB} KiB。请分成几个请求。",
    en: "The request is over the limit of {limitKiB} KiB. Split it into several.",
  },
  CONTRACT_UNKNOWN: {
    status: 404,
    zh: "没有名为“{contract}”的接口视图。可用的接口视图：{known}。",
    en: "There is no contract '{contract}'. Known contracts: {known}.",
  },
  CONTRACT_UNUSABLE: {
    status: 503,
    zh: "接口视图“{contract}”暂不可用：当前的总图无法按其规则生成接口视图。请联系管理员，或使用其他接口视图。",
    en: "The contract '{contract}' cannot be served at present: the graph as it is cannot be filtered by its rules. Ask the administrator, or use another one.",
  },
  DOCUMENT_UNKNOWN: {
    status: 404,
    zh: "没有登记编号为“{id}”的查询文档。请核对编号，或先用 tongcha documents publish 登记。",
    en: "No document '{id}' is registered. Check the id, or register it first: tongcha documents publish.",
  },
  DOCUMENT_ID_INVALID: {
    status: 400,
    zh: "不是有效的文档编号：应为1至128个字母、数字或“_”“:”“.”“-”；“sha256:”之后应为64位十六进制数。",
    en: "Not a document's id: it has 1 to 128 letters, digits or _ : . - ; after sha256: there are 64 hexadecimal digits.",
  },
  DOCUMENT_REQUIRED: {
    status: 403,
    zh: "接口视图“{contract}”只接受已登记的查询文档。请以 documentId 查询。",
    en: "The view '{contract}' answers registered documents only. Ask by documentId.",
  },
  DOCUMENT_HASH_MISMATCH: {
    status: 400,
    zh: "编号与查询文本不符：此编号是另一文本的 SHA-256 值。请重新计算。",
    en: "The id does not fit the text: it is the SHA-256 of another one. Compute it again.",
  },
  // Clients of automatic persisted queries compare this exact text.
  PERSISTED_QUERY_NOT_FOUND: { status: 200, zh: "PersistedQueryNotFound", en: "PersistedQueryNotFound" },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 200,
    zh: "PersistedQueryNotSupported",
    en: "PersistedQueryNotSupported",
  },
  FILTER_INVALID: {
    status: 400,
    zh: "筛选条件有误：{reason}。请改正后重新查询。",
    en: "Wrong filter: {reasonEn}. Correct it and ask again.",
  },
  DOWNLOAD_UNKNOWN: {
    status: 404,
    zh: "没有文件“{file}”。文件名为数据集编号加格式（{formats}），编号见数据目录。",
    en: "There is no file '{file}'. A file's name is a dataset's id and a format ({formats}); the catalogue tells the ids.",
  },
  DOWNLOAD_INVALID: {
    status: 400,
    zh: "下载参数有误：{reason}。请改正后重新下载。",
    en: "Wrong parameter of a download: {reasonEn}. Correct it and ask again.",
  },
  DOWNLOAD_TOO_LARGE: {
    status: 507,
    zh: "文件超过{mebibytes} MiB，无法整份提供。请按条件分段下载，或改用 Parquet 格式。",
    en: "The file is over {mebibytes} MiB, and cannot be kept here. Take it in parts by `where`, or as parquet.",
  },
  REPORT_UNKNOWN: {
    status: 404,
    zh: "没有报告“{report}”：期间应如2026-10，且已经开始；截至日不早于期间首日，也不晚于今天；年度报告须已公开。请核对地址。",
    en: "There is no report '{report}'. Its period is written as 2026-10 and has begun; its day is not before the period, nor to come; an annual report is published.",
  },
  REPORT_UNCOUNTED: {
    status: 503,
    zh: "报告所依据的发布正在计入。请稍后再试。",
    en: "The releases that the report is computed from are being counted. Try again in a moment.",
  },
  RELEASE_UNKNOWN: {
    status: 404,
    zh: "{dataset}没有编号为{release}的发布。历次发布见 /data/{dataset}/releases.atom。",
    en: "{dataset} has no release {release}. Its releases are told at /data/{dataset}/releases.atom.",
  },
  RANGE_UNSATISFIABLE: {
    status: 416,
    zh: "文件共{bytes}字节，没有所要的部分。请改正范围后重新下载。",
    en: "The file has {bytes} bytes, and not the part that is asked for. Correct Range and ask again.",
  },
  DOWNLOADS_TOO_MANY: {
    status: 429,
    zh: "您的地址最多同时有{limit}个下载，系统的下载也可能已满。请{seconds}秒后再试。",
    en: "Your address has at most {limit} downloads at a time, or the system has no more room for one. Try again in {seconds} s.",
  },
  PAGE_ARGUMENTS: {
    status: 400,
    zh: "分页参数有误：{reason}。请改正后重新查询。",
    en: "Wrong page arguments: {reasonEn}. Correct them and ask again.",
  },
  CURSOR_INVALID: {
    status: 400,
    zh: "游标无效或不属于此查询（排序或筛选已变）。请从第一页开始。",
    en: "The cursor is not valid for this query (the order or filter changed). Start from the first page.",
  },
  SINCE_INVALID: {
    status: 400,
    zh: "变化的起点有误：{reason}。请填写上次得到的 nextSince、某次发布的 cursor 或一个已经过去的时刻。",
    en: "Wrong `since`: {reasonEn}. Give the `nextSince` that you got, the cursor of a release, or a moment that has passed.",
  },

  RELEASE_UNPROVED: {
    status: 503,
    zh: "第{number}次发布由旧版本的程序作出，尚未记入公开日志，待重新启动后可以验证。",
    en: "Release {number} was made by an older version of the program and is not in the public log yet: it will be after the next start.",
  },
  LOG_SIZE_INVALID: {
    status: 400,
    zh: "公开日志没有这样的长度：from 应为0至{size}的整数。如果先前的长度更大，本库是另一历史。",
    en: "The public log has no such size: `from` is a whole number up to {size}. If it had once, this is another history.",
  },

  // The registry of subgraphs
  SUBGRAPH_NAME_INVALID: {
    status: 400,
    zh: "子图名称“{name}”无效：应为小写字母开头，由小写字母、数字和连字符组成，2至63个字符。",
    en: "'{name}' is no name for a subgraph: lower case letters, digits and hyphens, a letter first, 2 to 63 characters.",
  },
  DEPARTMENT_UNKNOWN: {
    status: 403,
    zh: "部门名录中没有编码“{department}”。相近的有：{nearest}。",
    en: "The directory has no department '{department}'. The nearest are: {nearest}.",
  },
  SUBGRAPH_REASON_MISSING: {
    status: 400,
    zh: "变更子图名称的归属，或停用其他部门的子图，须写明理由。",
    en: "To give a name to another department, or to remove another's subgraph, say why.",
  },
  SUBGRAPH_NAME_TAKEN: {
    status: 403,
    zh: "子图名称“{name}”属于另一个部门。请换一个名称。",
    en: "The name '{name}' belongs to another department. Choose another.",
  },
  SUBGRAPH_URL_REFUSED: {
    status: 422,
    zh: "子图的地址不可用：{reason}。请改正地址。",
    en: "The subgraph's URL cannot be used: {reasonEn}. Correct it.",
  },
  SUBGRAPH_UNKNOWN: {
    status: 404,
    zh: "没有名为“{name}”的子图。请核对名称。",
    en: "There is no subgraph '{name}'. Check the name.",
  },
  SUBGRAPH_VERSION_UNKNOWN: {
    status: 404,
    zh: "子图“{name}”没有第{version}版。请核对版本号。",
    en: "The subgraph '{name}' has no version {version}. Check the number.",
  },
  REVISION_UNKNOWN: {
    status: 404,
    zh: "总图没有编号为{number}的版本。请核对编号。",
    en: "The graph has no revision {number}. Check the number.",
  },
  REGISTRY_BUSY: {
    status: 503,
    zh: "同时发布的人过多，请稍后再试。未作任何改动。",
    en: "Too many publish at the same time. Try again later; nothing was changed.",
  },
  EXAMINATION_TOO_LONG: {
    status: 400,
    zh: "校验用时或所需内存超过上限。请缩小子图的模式。未作任何改动。",
    en: "The examination takes too long, or too much memory. Make the subgraph's schema smaller; nothing was changed.",
  },
  PERMISSION_UNKNOWN: {
    status: 404,
    zh: "没有编号为“{permission}”的授权申请。请核对编号。",
    en: "There is no permission '{permission}'. Check the number.",
  },
  PERMISSION_STATE: {
    status: 409,
    zh: "授权申请目前是“{state}”，不能{action}。请刷新后按现状办理。",
    en: "The permission is {stateEn}: it cannot be {actionEn}. Look at it again.",
  },
  PERMISSION_OWN: {
    status: 403,
    zh: "申请人不能批准自己的申请。请由另一人批准。",
    en: "Whoever asks for a permission cannot grant it. Another person must.",
  },
  PERMISSION_INVALID: {
    status: 400,
    zh: "授权申请有误：{reason}。请改正后重新申请。",
    en: "The request for a permission is wrong: {reasonEn}. Correct it and ask again.",
  },
  API_KEY_UNKNOWN: {
    status: 404,
    zh: "没有编号为“{id}”、可以这样处理的接口密钥。请在密钥列表中核对编号和状态。",
    en: "There is no API key '{id}' to which this can be done. Look it up, and what became of it, in the list of keys.",
  },
  API_KEY_INPUT_INVALID: {
    status: 400,
    zh: "接口密钥的登记有误：{reason}。请改正后重新办理。",
    en: "What was said of the API key is wrong: {reasonEn}. Correct it and try again.",
  },

  // Documents of clients
  CLIENT_NAME_INVALID: {
    status: 400,
    zh: "客户端名称“{name}”无效：应为字母开头，由字母、数字和“.”“_”“-”组成，最多63个字符。",
    en: "'{name}' is no name for a client: letters, digits and . _ - , a letter first, at most 63 characters.",
  },
  CLIENT_NAME_TAKEN: {
    status: 403,
    zh: "客户端名称“{name}”属于另一个部门。请换一个名称。",
    en: "The client's name '{name}' belongs to another department. Choose another.",
  },
  DOCUMENTS_TOO_MANY: {
    status: 400,
    zh: "查询文档超过{limit}个。请分批登记，或注销不再使用的。",
    en: "These are more than {limit} documents. Publish them in parts, or withdraw those that are not used any more.",
  },
  DOCUMENT_ID_TAKEN: {
    status: 409,
    zh: "此编号已用于另一查询文本。请以文本的哈希值作为编号。",
    en: "This id stands for another text already. An id is the hash of its text.",
  },
  DOCUMENT_INVALID: {
    status: 400,
    zh: "查询文档无效：{reason}。请改正后重新登记。",
    en: "The document is not valid: {reasonEn}. Correct it and publish it again.",
  },

  // Live updates
  SUBSCRIPTION_NEEDS_STREAM: {
    status: 406,
    zh: "订阅须以 WebSocket（graphql-transport-ws）或 Accept: text/event-stream 发送。",
    en: "Subscribe over WebSocket (graphql-transport-ws) or with Accept: text/event-stream.",
  },
  SUBSCRIPTION_ENDED: {
    status: 410,
    zh: "订阅已结束：{reason}。请按现在的总图改写后重新订阅。",
    en: "The subscription has ended: {reasonEn}. Write it for the graph as it is now, and subscribe again.",
  },
  SUBSCRIPTION_SLOW: {
    status: 429,
    zh: "接收过慢，遗漏{missed}条。{advice}。",
    en: "You read too slowly and missed {missed}. {adviceEn}.",
  },
  HISTORY_OTHER: {
    status: 409,
    zh: "数据库已恢复到较早的时间，此后的发布与先前推送的不相衔接。请重新查询、重新订阅。",
    en: "The database was restored to an earlier time: what it releases does not follow what was told. Ask and subscribe again.",
  },
  SUBSCRIPTION_GAP: {
    status: 200,
    zh: "与子图 {name} 的连接曾经中断，或更新过快，其间的更新可能未收到。请重新查询一次。",
    en: "The connection to the subgraph {name} was lost, or it was too fast: updates of that time may be missing. Ask once more for the whole.",
  },
  CLIENT_SUBSCRIPTIONS_TOO_MANY: {
    status: 429,
    zh: "您的地址最多同时有{limit}个订阅。请结束不再需要的。",
    en: "Your address has at most {limit} subscriptions at a time. End those that you do not need.",
  },
  CLIENT_CONNECTIONS_TOO_MANY: {
    status: 429,
    zh: "您的地址最多同时有{limit}个实时连接。请关闭不再需要的，多个订阅可以用同一个 WebSocket。",
    en: "Your address has at most {limit} live connections at a time. Close those that you do not need; one WebSocket carries many subscriptions.",
  },
  CONNECTIONS_TOO_MANY: {
    status: 429,
    zh: "您的地址最多同时有{limit}个连接。请关闭不再需要的连接后再试。",
    en: "Your address has at most {limit} connections at a time. Close those that you do not need, and try again.",
  },
  LIVE_FULL: {
    status: 503,
    zh: "实时更新的容量已满，请{seconds}秒后再试。",
    en: "There is no more room for live updates. Try again in {seconds} s.",
  },
  ORIGIN_REFUSED: {
    status: 403,
    zh: "此来源的网页不允许连接。请联系管理员将其列入允许的来源。",
    en: "Pages of this origin may not connect. Ask the administrator to allow it.",
  },
  HOST_REFUSED: {
    status: 403,
    zh: "智能体接口不接受主机名“{host}”。请使用中心的公开地址；管理员可在 PUBLIC_URL 中设置。",
    en: "The interface for agents is not at the host '{host}'. Use the hub's public address, which the administrator sets by PUBLIC_URL.",
  },

  // Tools of agents
  TOOL_UNKNOWN: {
    status: 404,
    zh: "没有工具“{tool}”。可用的工具：{known}。",
    en: "There is no tool '{tool}'. The tools are: {known}.",
  },
  TOOL_ARGUMENTS: {
    status: 400,
    zh: "工具 {tool} 的参数有误：{reason}。请改正后重新调用。",
    en: "The arguments of the tool {tool} are wrong: {reasonEn}. Correct them and call it again.",
  },
  TOOL_READ_ONLY: {
    status: 405,
    zh: "智能体只能查询，不能修改，也不能订阅。请只用 query。",
    en: "Agents can only read: they neither change nor subscribe. Use a query.",
  },
  SUBSCRIPTIONS_TOO_MANY: {
    status: 429,
    zh: "一个连接最多同时有{limit}个操作。请结束不再需要的。",
    en: "One connection has at most {limit} operations at a time. End those that you do not need.",
  },

  // Progress of cases
  CASE_UNKNOWN: {
    status: 404,
    zh: "没有此办件，或者查询码不正确。请核对受理通知书上的办件编号和查询码。",
    en: "There is no such case, or the query code is wrong. Check both on the receipt.",
  },
  CASES_TOO_MANY: {
    status: 413,
    zh: "一个文件最多{most}个办件。请分为几个文件后重新报送。",
    en: "A file has {most} cases at most. Split it, and hand the parts in.",
  },
  CASE_QUERIES_TOO_MANY: {
    status: 429,
    zh: "一天内不正确的查询过多，请明天再试，或者向办理部门询问。",
    en: "There were too many wrong queries in a day. Try again tomorrow, or ask the department.",
  },

  // Discrepancies
  DISCREPANCY_UNKNOWN: {
    status: 404,
    zh: "没有此不一致，或不涉及您的部门。请核对编号。",
    en: "There is no such discrepancy, or it does not concern your department. Check the identifier.",
  },
  DISCREPANCY_ANSWER_INVALID: {
    status: 400,
    zh: "说明应为1至{most}个字符，且该不一致尚未消除。请改正后重新填写。",
    en: "An answer has 1 to {most} characters, and the discrepancy is still there. Correct it and answer again.",
  },

  // Standing queries
  STANDING_QUERY_UNKNOWN: {
    status: 404,
    zh: "没有此订阅推送，或已删除。请核对编号。",
    en: "There is no such standing query, or it was removed. Check the number.",
  },
  STANDING_QUERY_INVALID: {
    status: 400,
    zh: "订阅推送的条件有误：{reason}。请改正后重新保存。",
    en: "The standing query is wrong: {reasonEn}. Correct it and save it again.",
  },
  STANDING_QUERIES_TOO_MANY: {
    status: 429,
    zh: "您今日新建的订阅推送已达{limit}个，请明日再试。",
    en: "You have saved {limit} standing queries today. Try again tomorrow.",
  },
  MANAGE_TOKEN_WRONG: {
    status: 403,
    zh: "管理令牌不正确，请使用保存订阅推送时系统给出的令牌。",
    en: "This is not the manage token that was told when the standing query was saved.",
  },
  SOURCE_UNKNOWN: {
    status: 404,
    zh: "没有数据源“{source}”。已有：{known}。",
    en: "There is no source {source}. There are: {knownEn}.",
  },
  SOURCE_COPY: {
    status: 409,
    zh: "数据库是另一个中心的副本，不取数。确认由此处接管后，请先运行 npx tongcha adopt。",
    en: "The database is a copy of another hub's, and fetches nothing. If this hub takes over, run npx tongcha adopt first.",
  },
  SOURCE_ADDRESS_REFUSED: {
    status: 422,
    zh: "数据源的地址不可用：{reason}。请改正地址，或者调整 SOURCE_NETWORKS。",
    en: "The source's address cannot be used: {reasonEn}. Correct it, or SOURCE_NETWORKS.",
  },
  SOURCE_UNREACHABLE: {
    status: 502,
    zh: "数据源无法连接：{reason}。请确认地址、网络和对方系统是否正常。",
    en: "The source cannot be reached: {reasonEn}. Look at its address, the network and the system itself.",
  },
  SOURCE_DENIED: {
    status: 502,
    zh: "数据源拒绝登录或读取（{reason}）。请核对账号、密码和权限。",
    en: "The source refuses the account ({reasonEn}). Look at the account, its secret and its rights.",
  },
  SOURCE_HOST_KEY: {
    status: 502,
    zh: "数据源服务器的主机密钥与登记的不同，未登录。请向对方核实后，再改正 hostKey。",
    en: "The source's server has another key than the one on record, and was told nothing. Ask its owner before you change hostKey.",
  },
  SOURCE_TIMEOUT: {
    status: 504,
    zh: "{seconds}秒内没有取完数据源的数据。请确认对方系统是否正常，或者调整 timeLimitSeconds。",
    en: "The source was not read within {seconds} s. Look at the system itself, or raise timeLimitSeconds.",
  },
  SOURCE_ANSWER: {
    status: 502,
    zh: "数据源的响应不符合约定：{reason}。",
    en: "The source's answer is not as agreed: {reasonEn}.",
  },
  WEBHOOK_URL_REFUSED: {
    status: 422,
    zh: "网络回调地址不可用：{reason}。请改正地址。",
    en: "The webhook's URL cannot be used: {reasonEn}. Correct it.",
  },
  WEBHOOK_NONE: {
    status: 409,
    zh: "此订阅推送没有网络回调，请新建一个带网络回调的。",
    en: "This standing query has no webhook. Save one that has.",
  },

  // Running the hub
  SETTING_INVALID: {
    status: 500,
    zh: "设置 {name} 的值无效：{reason}。请改正后重新启动。",
    en: "Setting {name} has a wrong value. It must be {reasonEn}.",
  },
  SETTING_UNKNOWN: {
    status: 500,
    zh: "没有设置 {name}，{hint}。请改正或删除后重新启动。",
    en: "There is no setting {name}: {hintEn}. Correct or unset it, and start again.",
  },
  KEY_UNUSABLE: {
    status: 500,
    zh: "密钥文件 {file} 无法使用：{reason}。请从中心的数据目录或备份中复制该文件。",
    en: "The file of keys {file} cannot be used: {reasonEn}. Copy it from the hub's data directory, or from the backup.",
  },
  KEY_OTHER: {
    status: 500,
    zh: "{place} 不是此数据库的密钥（应为 {known}，现为 {found}）。请复制中心的密钥，或恢复与数据库同时备份的密钥；确已丢失的，见 npx tongcha rotate {name} lost。",
    en: "{place} is not the key of this database ({known} is, this is {found}). Copy the hub's, or restore the one that was backed up with it; where it is lost: npx tongcha rotate {name} lost.",
  },
  ROTATION_EARLY: {
    status: 409,
    zh: "现在还不能进行这一步：中心尚未采用上一步的密钥。请先重新启动全部进程，再运行 npx tongcha rotate {name}。",
    en: "This step comes too early: the hub has not taken the key of the step before. Restart all processes, then say npx tongcha rotate {name} again.",
  },
  BACKUP_TOOL: {
    status: 500,
    zh: "需要 {least} 版或更新的 {tool}，{reason}。请安装 PostgreSQL 客户端（postgresql-client-{least}）。",
    en: "{tool} of version {least} or later is needed: {reasonEn}. Install the clients of PostgreSQL (postgresql-client-{least}).",
  },
  BACKUP_TOOL_FAILED: {
    status: 500,
    zh: "{tool} 未能完成：{reason}。请按提示处理后再试。",
    en: "{tool} failed: {reason}. Mend that and try again.",
  },
  BACKUP_FILE: {
    status: 500,
    zh: "无法写入备份文件 {file}：{reason}。请换一个路径，或处理后再试。",
    en: "The backup {file} cannot be written: {reasonEn}. Choose another path, or mend that and try again.",
  },
  BACKUP_NOTHING: {
    status: 400,
    zh: "没有可备份的内容：此数据库中还没有通查的数据。请核对 DATABASE_URL 或 TONGCHA_DATA。",
    en: "There is nothing to back up: no hub has run on this database. Check DATABASE_URL or TONGCHA_DATA.",
  },
  BACKUP_SECRET: {
    status: 400,
    zh: "没有{what}。请用 {settings} 给出，或在终端中输入。",
    en: "There is no {whatEn}. Give one by {settings}, or type it in a terminal.",
  },
  BACKUP_LOCKED: {
    status: 400,
    zh: "口令或私钥打不开备份 {file}。请用备份时的口令（BACKUP_PASSPHRASE_FILE）或私钥（BACKUP_IDENTITY_FILE）。",
    en: "The passphrase or key does not open the backup {file}. Give the one of that backup by BACKUP_PASSPHRASE_FILE or BACKUP_IDENTITY_FILE.",
  },
  BACKUP_DAMAGED: {
    status: 422,
    zh: "备份 {file} 不完整或被改动过，不能恢复。请用另一份备份。",
    en: "The backup {file} was cut off or changed, and cannot be restored. Take another one.",
  },
  BACKUP_OTHER: {
    status: 422,
    zh: "不能使用备份 {file}：{reason}。",
    en: "The backup {file} cannot be used: {reasonEn}.",
  },
  RESTORE_NOT_EMPTY: {
    status: 409,
    zh: "不能恢复到 {target}：{reason}。请恢复到空的数据库和数据目录。",
    en: "Nothing is restored to {target}: {reasonEn}. Restore to an empty database and data directory.",
  },
  OPTION_INVALID: {
    status: 400,
    zh: "命令选项 {option} 的值无效，应为：{wanted}。",
    en: "The option {option} has a wrong value. Expected: {wantedEn}.",
  },
  NODE_TOO_OLD: {
    status: 500,
    zh: "此 Node 的版本为{version}，需要{oldest}或更高版本。请改用 npx tongcha，它使用随软件安装的版本。",
    en: "This Node is {version}, and {oldest} or later is needed. Say npx tongcha, which takes the one that was installed with it.",
  },
  COMMAND_INVALID: {
    status: 400,
    zh: "命令写法有误：{reason}。请用 npx tongcha --help 查看用法。",
    en: "The command is written wrongly: {reasonEn}. See npx tongcha --help.",
  },
  FILE_UNREADABLE: {
    status: 400,
    zh: "无法读取文件 {file}：{reason}。请核对路径。",
    en: "The file {file} cannot be read: {reasonEn}. Check the path.",
  },
  HUB_DOWN: {
    status: 502,
    zh: "无法连接 {address}：该地址没有程序在监听。请先启动通查（npm start），或用 --hub 指定正确的地址。",
    en: "Nothing listens at {address}. Start the hub (npm start), or give its address with --hub.",
  },
  HUB_ADDRESS_WRONG: {
    status: 400,
    zh: "地址 {address} 不可用：{reason}。请用 --hub 写明地址，如 http://127.0.0.1:4000。",
    en: "The address {address} cannot be used: {reasonEn}. Write it with --hub, such as http://127.0.0.1:4000.",
  },
  HUB_CERTIFICATE: {
    status: 502,
    zh: "{address} 的证书不可信（{reason}）。请核对地址，或用 NODE_EXTRA_CA_CERTS 指明签发机构的证书。",
    en: "The certificate of {address} is not trusted ({reason}). Check the address, or name its authority's certificate in NODE_EXTRA_CA_CERTS.",
  },
  HUB_SLOW: {
    status: 504,
    zh: "{address} 未在{seconds}秒内完成响应。请稍后再试，或用 --timeout 延长等待时间。",
    en: "{address} did not answer within {seconds} s. Try again later, or wait longer with --timeout.",
  },
  HUB_OTHER: {
    status: 502,
    zh: "{address} 不是通查的地址：{reason}。请用 --hub 核对协议、主机、端口和路径。",
    en: "What answers at {address} is no hub: {reasonEn}. Check scheme, host, port and path of --hub.",
  },
  HUB_LOST: {
    status: 502,
    zh: "{address} 在响应完成前断开了连接：可能不是通查的地址，或通查正在停止。请核对操作是否已完成，再试一次。",
    en: "{address} ended the connection before its answer: it may be no hub, or is stopping. See whether the operation was done, and try again.",
  },
  PORT_TAKEN: {
    status: 500,
    zh: "端口 {port} 已被其他程序占用（{host}）。请先停止该程序，或换一个端口：PORT=4001 npm start。",
    en: "The port {port} of {host} is taken by another program. Stop that one, or choose another port: PORT=4001 npm start.",
  },
  ADDRESS_UNUSABLE: {
    status: 500,
    zh: "无法监听 {host} 的端口 {port}：{reason}。请改正 HOST 或 PORT。",
    en: "Cannot listen on port {port} of {host}: {reasonEn}. Correct HOST or PORT.",
  },
  DATA_UNWRITABLE: {
    status: 500,
    zh: "数据目录 {directory} 不可用：{reason}。请改正后再试，或用 TONGCHA_DATA 指定另一个目录。",
    en: "The data directory {directory} cannot be used: {reasonEn}. Correct that and try again, or set TONGCHA_DATA to another directory.",
  },
  HUB_STOPPING: {
    status: 503,
    zh: "系统正在停止。文件已收到（报送编号 {submission}），下次启动后继续校验，不必重新报送。",
    en: "The hub is stopping. The file was received (submission {submission}) and will be checked at the next start; do not send it again.",
  },
  SUPERGRAPH_INVALID: {
    status: 500,
    zh: "总图（supergraph）无法使用：{reason}。请改正后重新启动。",
    en: "The supergraph cannot be served: {reason}. Correct it and start again.",
  },
  DATA_LOCKED: {
    status: 500,
    zh: "数据目录 {directory} 正被另一个通查进程（{pid}）使用。请先停止该进程，或用 TONGCHA_DATA 指定另一个目录。",
    en: "The data directory {directory} is in use by another Tongcha process ({pid}). Stop it, or set TONGCHA_DATA to another directory.",
  },
  DATABASE_REFUSED: {
    status: 500,
    zh: "数据库 {database} 拒绝连接：{reason}。请改正 DATABASE_URL 或数据库的设置。",
    en: "The database {database} refuses to be connected to: {reasonEn}. Correct DATABASE_URL or the database's settings.",
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    zh: "数据库暂时不可用，请{seconds}秒后再试。",
    en: "The database is not available at present. Try again in {seconds} s.",
  },
  DATABASE_UNUSABLE: {
    status: 500,
    zh: "数据库不可用：{reason}。请按提示处理后重新启动。",
    en: "The database cannot be used: {reasonEn}. Mend that and start again.",
  },
} as const satisfies Record<string, ErrorText>;

export interface ErrorText {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}
export type ErrorCode = keyof typeof ERRORS;
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error that clients may see. Any other thrown error is a bug, and is shown as INTERNAL. */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;
  /** The same sentence in English; `message` is Chinese. */
  readonly english: string;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const text = ERRORS[code];
    super(fill(text.zh, details));
    this.name = "HubError";
    this.code = code;
    this.status = text.status;
    this.details = details;
    this.english = fill(text.en, details);
  }

  toJSON(): { code: ErrorCode; message: string; english: string; details: ErrorDetails } {
    return { code: this.code, message: this.message, english: this.english, details: this.details };
  }
}

/** Codes for an invalid request that the GraphQL library detects; other servers use them, too. */
export type RequestFault =
  | "GRAPHQL_PARSE_FAILED"
  | "GRAPHQL_VALIDATION_FAILED"
  | "BAD_USER_INPUT"
  | "OPERATION_RESOLUTION_FAILURE";

/** Makes an entry of `errors`: a Chinese sentence, followed by the library's English message. */
export function toFault(
  code: RequestFault,
  english: string,
  sentence: string = ERRORS[code].zh,
): {
  readonly message: string;
  readonly extensions: { readonly code: RequestFault; readonly english: string };
} {
  return { message: `${sentence}：${english}`, extensions: { code, english } };
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(details[name] ?? details[name.replace(/En$/, "")] ?? placeholder),
  );
}
