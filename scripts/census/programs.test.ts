import { expect, it } from "vitest";
import { programsIn } from "./programs";

it("finds programs between fences, in lines, in cells and in fields of their own", () => {
  const program = "from PIL import Image\nImage.new('RGB', (1, 1))\n";
  expect(programsIn(JSON.stringify({ content: `Look:\n\`\`\`python\n${program}\`\`\`` }))).toEqual([program]);
  expect(programsIn(`${JSON.stringify({ code: program })}\n{"no": "program"}`)).toEqual([program]);
  expect(programsIn(JSON.stringify({ cells: [{ source: program.split(/(?<=\n)/) }] }))).toEqual([program]);
  expect(programsIn("Nothing but words about import and PIL.")).toEqual([]);
});
