import { openWorkbook } from "../opening";
import type { Archive } from "./archive";
import type { WholeLog } from "./whole";

/** The tables of a workbook; null where an archive is none. */
export function workbookLog(name: string, { members }: Archive): WholeLog | null {
  const parts = new Map(members.map((member) => [member.name, member]));
  if (!parts.has("xl/workbook.xml")) return null;
  const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
  const read = async (part: string): Promise<Uint8Array | null> => {
    const content = await parts.get(part)?.read();
    return content?.ok ? content.value : null;
  };
  // The other parts are alike in every workbook.
  const tellsApart =
    parts.get("xl/sharedStrings.xml") ?? members.find((member) => /^xl\/worksheets\//.test(member.name));
  return { log: { name, bytes, open: () => openWorkbook(read) }, tellsApart, pictures: [] };
}
