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
  return { log: { name, bytes, open: () => openWorkbook(read) }, pictures: [] };
}
