// A log as DeepEyes' evaluation writes it, of any length: the same for the same numbers.
import { closeSync, openSync, writeSync } from "node:fs";
import { createRng } from "../../src/base";

const PICTURE = { type: "image_url", image_url: { url: "data:image/jpeg;base64," } };
const WORDS = "the a small red sign left of door says number above window street looks closer there again".split(" ");

/** Lines of about `lineBytes`, numbered from 1: "What does sign 9000 say?" is the question of the 9000th. */
export function logLine(number: number, lineBytes: number): string {
  const rng = createRng(`log/${number}`);
  const talk = (bytes: number): string => {
    let text = "";
    while (text.length < bytes) text += `${WORDS[Math.floor(rng.next() * WORDS.length)]} `;
    return text;
  };
  const [left, top] = [Math.floor(rng.next() * 900), Math.floor(rng.next() * 700)];
  const call = { name: "image_zoom_in_tool", arguments: { bbox_2d: [left, top, left + 120, top + 90], label: "sign" } };
  const said = talk((lineBytes - 700) / 2);
  return JSON.stringify({
    image: `pictures/${number}.jpg`,
    question: `What does sign ${number} say?`,
    answer: "A",
    pred_ans: number % 3 === 0 ? "B" : "A",
    pred_output: [
      { role: "user", content: [PICTURE, { type: "text", text: `What does sign ${number} say?` }] },
      { role: "assistant", content: `<think>${said}</think>\n<tool_call>\n${JSON.stringify(call)}\n</tool_call>` },
      { role: "user", content: [PICTURE, { type: "text", text: "Think first." }] },
      { role: "assistant", content: `<think>${said}</think><answer>${number % 3 === 0 ? "B" : "A"}</answer>` },
    ],
    status: "success",
    acc: number % 3 === 0 ? 0 : 1,
  });
}

/** Writes a log of so many runs; every thousandth line is broken off. Returns its size in bytes. */
export function writeLogFile(path: string, runs: number, lineBytes: number): number {
  const file = openSync(path, "w");
  let bytes = 0;
  for (let number = 1; number <= runs; number++) {
    const line = logLine(number, lineBytes);
    bytes += writeSync(file, `${number % 1000 === 0 ? `${line.slice(0, 200)}\n${line}` : line}\n`);
  }
  closeSync(file);
  return bytes;
}
