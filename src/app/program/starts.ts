import type { ProgramLanguage } from "../../workspace/ports";

/** A first program in each language, small enough to be changed. */
export const STARTS: Readonly<Record<ProgramLanguage, string>> = {
  python: "w, h = image_1.size\nimage_1.crop((w // 4, h // 4, 3 * w // 4, 3 * h // 4))",
  javascript: `const { width, height } = image_1;
const view = image_1.copy();
const [right, bottom] = [(3 * width) / 4, (3 * height) / 4];
view.rectangle(width / 4, height / 4, right, bottom, { stroke: "red", width: 3 });
view;`,
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="384" height="384">
  <image href="image_1" width="384" height="384"/>
  <line x1="0" y1="192" x2="384" y2="192" stroke="red" stroke-width="3"/>
</svg>`,
  html: `<style>
  body { font: 20px sans-serif }
  td, th { border: 1px solid #888; padding: 6px 12px }
</style>
<p>Anna has 3 apples. She buys 2 more each day for 4 days. How many has she then?</p>
<table>
  <tr><th>Start</th><th>Each day</th><th>Days</th></tr>
  <tr><td>3</td><td>2</td><td>4</td></tr>
</table>`,
};
