import { type WriteReason, writingSentences } from "../../../text/sentences/writing.ts";

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
