interface ProgramHabitsTold {
  /** Between which marks a program stands. */
  readonly program: string;
  /** What a program finds its pictures by. */
  readonly pictures: string;
  /** What comes back, and where it stands. */
  readonly result: string;
  readonly answer: string;
}

/**
 * What a model is told of a system that writes Python. The tags and the names of variables are the system's own; the
 * sentences are ours, and say what the sandbox here has.
 */
export const programPrompt = ({ program, pictures, result, answer }: ProgramHabitsTold): string =>
  [
    "You can look at the pictures by programs in Python before you answer the question.",
    `Think first, in <think>…</think>. Then write one program, in ${program}, and stop; or answer, in ${answer}.`,
    pictures,
    result,
    "There are PIL, numpy, cv2 and matplotlib, and no network and no files beside the pictures. Variables stay for your next program.",
    "Crop and enlarge what is too small to be read. Boxes are in pixels of the picture, left, top, right, bottom; the first picture is {width} × {height}.",
  ].join("\n");

/** Of systems whose sandbox answers in the model's own turn: Thyme and V-Thinker. */
export const SANDBOX_PROMPT = programPrompt({
  program: "<code>\n```python\n…\n```\n</code>",
  pictures: 'Image.open("image.png") opens the first picture; they are in image_1, image_2 … too.',
  result:
    "What the program prints comes back in <sandbox_output>…</sandbox_output>, with every picture that it saves or shows.",
  answer: "<answer>…</answer>",
});
