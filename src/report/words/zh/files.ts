import { quote } from "../../../text/quote.ts";
import {
  type FileKind,
  type fileSentences,
  type ReadReason,
  type WriteReason,
  writingSentences,
} from "../../../text/sentences/files.ts";
import { guess } from "./pieces.ts";

const readReasons: Readonly<Record<ReadReason, (file: string) => string>> = {
  no_right: (file) => `无权读取文件 ${file}`,
  disk_fault: (file) => `无法读取文件 ${file}：磁盘故障`,
  link_circle: (file) => `无法读取文件 ${file}：符号链接形成循环`,
  irregular: (file) => `无法读取文件 ${file}：不是普通文件`,
  long_name: (file) => `文件名 ${file} 过长`,
  name_signs: (file) => `文件名 ${file} 含不可用的字符`,
};

const kinds: Readonly<Record<FileKind, string>> = {
  folder: "文件夹",
  pipe: "管道",
  socket: "套接字",
  device: "设备",
};

function named(sheets: readonly (string | number)[]): string {
  return sheets.map((name) => quote(String(name))).join("、");
}

export const files: typeof fileSentences = {
  file_outside: ({ file }) =>
    `文件 “${quote(file)}” 在工作文件夹和程序包之外；如要读取，请用 --files-from 指明其文件夹`,
  file_unreadable: ({ file, reason }) => readReasons[reason](`“${quote(file)}”`),
  file_irregular: ({ file, kind }) => `“${quote(file)}” 是${kinds[kind]}；应为普通文件`,
  file_long: ({ file, most }) => `文件 “${quote(file)}” 超过可读取的 ${most} MB`,

  workbook_old: ({ file }) =>
    `${quote(file)} 是旧格式（.xls、.et）或设有密码的工作簿；请用 Excel 或 WPS 打开，另存为 .xlsx，不设密码`,
  workbook_other: ({ file }) => `${quote(file)} 不是 .xlsx 工作簿；请用原来的程序打开，另存为 .xlsx 或 .csv`,
  workbook_page: ({ file }) =>
    `${quote(file)} 实为网页或 XML，只是取了工作簿的名字；请用 Excel 或 WPS 打开，另存为 .xlsx`,
  workbook_text: ({ file }) => `${quote(file)} 是文本，没有工作表；请改名为 .csv`,
  workbook_broken: ({ file }) => `工作簿 ${quote(file)} 已损坏；请用 Excel 或 WPS 打开后重新保存`,
  workbook_locked: ({ file }) => `工作簿 ${quote(file)} 设有密码；请另存一份不设密码的`,
  workbook_long: ({ file, most }) => `工作簿 ${quote(file)} 解开后超过可读取的 ${most} MB`,
  workbook_cells: ({ file, most }) => `${quote(file)} 的一张工作表超过可读取的 ${most} 百万个单元格`,
  workbook_empty: ({ file, sheets }) => `${quote(file)} 没有可见且有内容的工作表；现有 ${named(sheets)}`,
  workbook_sheets: ({ file, sheets }) =>
    `“${quote(file)}” 有 ${sheets.length} 张工作表：${named(sheets)}；请指明其一，如 “${quote(file)}#${quote(String(sheets[0]))}”`,
  sheet_unknown: ({ file, sheet, sheets, near }) =>
    `${quote(file)} 没有工作表 “${quote(sheet)}”；现有 ${named(sheets)}${guess(near)}`,
  cell_error: ({ text }) => `该单元格显示错误 ${quote(text)}；请改正公式，或清空`,
  cell_formula: () => "该公式尚无计算结果；请用 Excel 或 WPS 打开工作簿并保存",
  cell_scaled: ({ text }) => `该单元格的格式把 ${text} 按千或更大的单位显示；请写所指的数值及其单位`,
  cell_merged: ({ text, range }) => `${text} 是合并单元格 ${range} 共用的一个数；请逐行填写`,

  bytes_zero: () => "文件含有值为 0 的字节，不是文本；请另存为 UTF-8",
  bytes_unknown: () => "文件既不是 UTF-8、UTF-16 也不是 GB 18030；请另存为 UTF-8",

  yaml_tab: () => "缩进用了制表符；YAML 只用空格",
  yaml_indent: () => "该行缩进与相邻行不一致",
  yaml_missing_sign: ({ parser }) => `${parser}；请检查本行的引号、括号和冒号`,
  yaml_two_documents: () => "此处开始第二个文档；一个文件只能有一个",
  yaml_second_colon: ({ write }) =>
    `本行有第二个冒号；请给含冒号的文字加引号${write === undefined ? "" : `：${write}`}`,
  yaml_condition_quotes: ({ write }) => `以 > 开头的条件要加引号；请写 ${write}`,
  yaml_years_braces: ({ write }) => `年份及其数值须放在花括号内；请写 ${write}`,
  yaml_colon_blank: ({ write }) => `冒号后缺空格；请写 ${write}`,
  yaml_comma_missing: ({ key }) => `${key} 之前缺逗号`,
  yaml_brace_missing: ({ write }) => `末尾的花括号没有左括号；请写 ${write}`,
  yaml_bracket_open: ({ sign, write }) => `此处的 ${sign} 没有闭合；请在行末写 ${write}`,
  yaml_quote_open: ({ sign }) => `此处的引号 ${sign} 没有闭合`,
  yaml_quote_curly: ({ open, close }) => `文字以 ${open} 开头而以 ${close} 结尾；请用 ${open} 结尾`,
  yaml_line_in_brackets: () => "括号之内另起了一行键；其前缺逗号或右括号",
  yaml_backslash: () => "双引号内的 \\ 是转义符；请改用单引号",
  full_width: ({ sign, write, blank }) =>
    sign === "\u3000" || sign === "\u00a0"
      ? "此处是全角空格；请改用半角空格"
      : `“${sign}” 是全角符号；请改用半角 ${write}${blank ? "，后面空一格" : ""}`,
  with_full_width: ({ fault, write }, say) => `${say(fault)}；请改用半角：“${write}”`,
  yaml_text_start: () => "文字不能以此字符开头；请给文字加引号",
  yaml_no_key: () => "此处不是键；键后须有半角冒号和空格",
  yaml_unexpected: () => "此处多余或有误；请检查引号、括号、冒号和缩进",
  yaml_other: ({ parser }) => `YAML 语法有误：${parser}`,
  yaml_more: () => "此后还有语法错误，可能都由以上错误引起",
  yaml_too_deep: ({ most }) => `此处嵌套超过 ${most} 层；请写得平一些`,
  yaml_too_full: ({ most }) => `文件内容过多；至多读取 ${most} 个词和符号`,
  yaml_too_many: ({ count, what, most }) =>
    `此处有 ${count} ${what === "keys" ? "个键" : "项"}；至多读取 ${most} ${what === "keys" ? "个" : "项"}`,
  yaml_too_long: ({ count, most }) => `此处一段文字有 ${count} 个字符；至多读取 ${most} 个`,
  yaml_key_not_plain: () => "键须为普通文字",
  yaml_key_twice: () => "同一映射中该键出现两次；只留一个",
  yaml_alias: ({ name }) => `“*${quote(name)}”：不读取别名；请把内容写出来`,
  comma_inside: ({ text }) => `“${text}” 中含逗号；千位请只写数字，小数请用点`,
  comma_for_point: ({ text, write }) => `“${text}” 中应为小数点而非逗号；请写 ${write}`,

  table_empty: ({ columns }) => `表格为空；首行应为列名 ${columns.join(",")}`,
  column_missing: ({ name, columns }) => `缺少列 “${name}”；表格的列为 ${columns.join(",")}`,
  column_twice: ({ other }) => `该列出现两次${other === undefined ? "" : `，另一列名为 “${other}”`}`,
  column_without_heading: ({ allowed }) => `该列没有列名；允许的有 ${allowed.join(", ")}`,
  column_unknown: ({ allowed, near }) => `未知的列；允许的有 ${allowed.join(", ")}${guess(near)}`,
  row_length: ({ fields, header }) => `该行有 ${fields} 个字段，表头有 ${header} 个`,
  rows_left: ({ most, left }) => `已有 ${most} 处以上错误；本行及以下共 ${left} 行未检查`,
  columns_left: ({ most, left }) => `已有 ${most} 处以上错误；本列及其后共 ${left} 列未检查`,
  one_field: ({ text }) => `“${quote(text)}” 只是一个字段；请用逗号、分号或制表符分隔`,
  quote_not_closed: () => "此处的引号没有闭合",
  separator_needed: ({ separator }) =>
    `右引号之后应为${{ comma: "逗号", semicolon: "分号", tab: "制表符" }[separator]}`,
  two_decimal_marks: ({ point, comma }) => `“${point}” 用小数点，“${comma}” 用小数逗号；同一表格的数字写法须一致`,

  not_a_number: ({ text }) => `“${quote(text)}” 不是数值`,
  number_in_quotes: ({ text }) => `${text} 自带引号；请去掉引号只写数值`,
  number_thousands: ({ text }) => `“${text}” 含千分位符号；请只写数字`,
  number_comma: ({ text, write }) => `“${text}” 以逗号作小数点；请写 ${write}`,
  number_blanks: ({ text }) => `“${text}” 的数字之间有空格；请只写数字，单位中的 10 的幂写作 1e4`,
  number_too_small: ({ text }) => `${text} 太小，与 0 无法区分`,
  number_not_finite: ({ text }) => `${text} 不是有限数值`,
};

const reasons: Readonly<Record<WriteReason, (target: string) => string>> = {
  disk_full: () => "磁盘已满；请腾出空间，或换一个文件夹",
  quota: () => "磁盘配额已用完；请腾出空间，或换一个文件夹",
  too_large: () => "超出文件大小上限；请提高上限 (ulimit -f)，或换一个文件夹",
  no_right: () => "没有写入权限；请换一个文件夹",
  read_only: () => "该文件系统为只读；请换一个文件夹",
  file_in_place: () => "应为文件夹之处是文件；请换一个文件夹",
  folder_in_place: () => "该处是文件夹；请移走，或换一个文件夹",
  no_folder: () => "此处不能建文件夹；请换一个文件夹",
  too_many_files: () => "打开的文件过多；请提高上限 (ulimit -n 256)",
  too_many_on_machine: () => "本机打开的文件过多；请关闭一些",
  long_name: () => "名称过长；请取短一些",
  link_circle: () => "符号链接形成循环；请换一个文件夹",
  disk_fault: () => "磁盘报告故障；请换一个文件夹",
  link_to_none: (target) => `它是指向 ${target} 的符号链接，而那里没有文件夹；请换一个文件夹`,
  link_leads_out: (target) => `它是指向 ${target} 之外的符号链接；请直接写出所指的文件夹`,
};

/** What the system says of a file has no Chinese. */
export const writing: typeof writingSentences = {
  ...writingSentences,
  cannot_write: ({ place, reason, target = "" }) => `无法写入 ${place}：${reasons[reason](target)}`,
  batch_damaged: ({ place, what }) =>
    `${place} 已损坏（${what}）；请删除它并重新执行该批量运行的命令，完整的各段会保留`,
};
