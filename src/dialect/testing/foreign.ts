// Builders for tests of dialects: images to speak of, and texts that look like what models say.
import type { ImageId } from "../../action";
import { createRng } from "../../base";
import type { Dialect, Piece, ShownImage } from "../contract/dialect";

export const shownImage = (digit: string, width: number, height: number): ShownImage => ({
  id: digit.repeat(64) as ImageId,
  size: { width, height },
});

export const SHOWN: readonly ShownImage[] = [
  { ...shownImage("a", 1920, 1080), frame: { width: 1932, height: 1092 } },
  { ...shownImage("b", 400, 300), frame: { width: 392, height: 308 } },
];

/** All pieces of a text, read in one go or in parts of these lengths. */
export function piecesOf(dialect: Dialect, text: string, lengths: readonly number[] = []): readonly Piece[] {
  const reader = dialect.read(SHOWN);
  const pieces: Piece[] = [];
  let at = 0;
  for (const length of lengths) {
    pieces.push(...reader.push(text.slice(at, at + length)));
    at += length;
  }
  return [...pieces, ...reader.push(text.slice(at)), ...reader.end()];
}

/** Neighbouring thoughts and fillers as they are; what must hold of every reading: no character is lost. */
export const wordsOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.raw).join("");

/** Shreds of every grammar: hostile texts are made of these. */
export const SHREDS: readonly string[] = [
  ..."<think> </think> <answer> </answer> <tool_call> </tool_call> <code> </code> ```python ```json ``` ''' '''python".split(
    " ",
  ),
  ..."<grounding> </grounding> <sandbox_output> </sandbox_output> <rethink> <SUMMARY> </SUMMARY> <CONCLUSION>".split(
    " ",
  ),
  ..."[TOOL_CALL] [TOOL_RESPONSE] [ANSWER] ### { } [ ] ( ) , : \" ' \\ \\boxed{ image_zoom_in_tool <image>".split(" "),
  '{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [1, 2, 300, 400], "label": "x"}}',
  '{"name": "crop_image_normalized", "arguments": {"bbox_2d": [0.1, 0.2, 0.4, 1.0], "target_image": 1}}',
  "<function=image_zoom_in_tool><parameter=bbox_2d>[1, 2, 3, 4]</parameter></function>",
  '[{"index": 1, "bbox_2d": [1, 2, 30, 40], "label": "chair"}]',
  "actions:\nCLICK <point>[[1,2]]</point>\n",
  "CLICK(box=[[1,2,3,4]], element_info='a')",
  'do(action="Tap", element=[1,2])',
  '{"thought":"a","POINT":[1,2],"to":"up"}',
  "<action>Click(box=(1,2))</action>",
  "{'action': 'CLICK', 'value': None, 'position': [0.1, 0.2]}",
  "\nAction: Type [1]; a",
  "```type [1] [a] [1]```",
  '"thoughts🤔" a\n"actions🚀" [{"API_name": "b"}]\n"value👉" c',
  '{"bbox_2d": [0.1, 0.2, 0.3, 0.4], "source": "original_image"}',
  '[{"label": "cup", "bbox": [0.1, 0.2, 0.3, 0.4]}]',
  "image_1.crop((1, 2, 30, 40))\n",
  "draw = ImageDraw.Draw(image_1)\ndraw.line([(1, 2), (3, 4)])\n",
  "THOUGHT 0: ",
  "ACTION 0:\n",
  "ANSWER: 4. TERMINATE",
  "Action: Object Mapper\n",
  "10, 20, 30, 40",
  "Action: click(start_box='<|box_start|>(10,20)<|box_end|>')\n",
  "Action: ",
  "type(content='",
  "drag(start_point='<point>1 2</point>', end_point='<point>3 4</point>')",
  "<seed:tool_call>",
  "<function=click><parameter=point><point>1 2</point></parameter></function>",
  '{"name": "computer", "arguments": {"action": "left_click", "coordinate": [1, 2]}}',
  "a",
  " ",
  "\n",
  "é",
  "1e999",
  "-",
  "\u0000",
];

/** A hostile text, the same for the same seed. */
export function hostileText(seed: number | string, longest: number): string {
  const rng = createRng(seed);
  const parts = Array.from({ length: rng.int(1, longest) }, () => {
    const shred = rng.pick(SHREDS);
    return rng.next() < 0.1 ? shred.slice(0, rng.int(0, shred.length)) : shred;
  });
  return parts.join(rng.pick(["", " ", "\n"]));
}
