import { expect, test } from "vitest";
import { WriteError, writeError } from "../../src/files/write-error.ts";
import { wording } from "../../src/report/words/wording.ts";
import { zh } from "../../src/report/words/zh.ts";

const codes = ["ENOSPC", "EDQUOT", "EFBIG", "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "EISDIR", "ENOENT"].concat(
  ["EMFILE", "ENFILE", "ENAMETOOLONG", "ELOOP", "EIO"],
);

test.each(codes)("%s names the file and says what to do, in both languages", (code) => {
  const error = writeError("out/a.csv", Object.assign(new Error(`${code}: raw`), { code }));
  const { message } = error;
  expect(message).toMatch(/^out\/a\.csv cannot be written: .+; .+/);
  expect(message).not.toContain("raw");
  expect(wording(zh)(error)).toMatch(/^无法写入 out\/a\.csv：.+；请.+/);
});

test("an error that is not known keeps its words, and one that is named already keeps its name", () => {
  expect(writeError("a", new Error("odd")).message).toBe("a cannot be written: odd");
  const named = new WriteError({ message: "why" }, "X");
  expect(writeError("a", named)).toBe(named);
});
