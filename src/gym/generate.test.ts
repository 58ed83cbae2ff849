import { expect, it } from "vitest";
import { FAMILIES } from "./generate";
import { hashOf, LEVELS, makeProblem } from "./testing";

it("makes the same of the same name, and another of another", () => {
  for (const family of FAMILIES) {
    const one = makeProblem(family, 7, 2);
    expect(hashOf(makeProblem(family, 7, 2))).toBe(hashOf(one));
    expect(hashOf(makeProblem(family, 8, 2))).not.toBe(hashOf(one));
    expect(hashOf(makeProblem(family, 7, 3))).not.toBe(hashOf(one));
  }
});

it("makes the same on every machine", () => {
  const made = FAMILIES.flatMap((family) =>
    LEVELS.map((level) => {
      const problem = makeProblem(family, 42, level);
      return `${hashOf(problem)} ${problem.truth} | ${problem.question}`;
    }),
  );
  expect(made).toMatchInlineSnapshot(`
    [
      "370d960c486d751b M | Find the cyan circle. Which letter is on it?",
      "610bc0173bfa831d N | Find the cyan circle. Which letter is on it?",
      "69e0a5ad815dd2a3 P | What is written on the duck?",
      "f28adc22e587e093 C | What letter does the yellow diamond carry?",
      "e1618b0e75c9275a U | Read the letter on the red circle.",
      "f5596e95674a523f 5 | Count the blue squares.",
      "a0d51a15c27a67f6 4 | How many turtles can you see?",
      "7b04c708aa22d7b6 4 | How many squares can you see?",
      "a6553bd242a9bb43 4 | Count the gifts.",
      "c1346c51e864de5b 5 | How many pink things are there?",
      "712ec765900a6c10 T | Where does the path from the cyan dot end?",
      "03588b2414d235ba Z | Where does the path from the cyan dot end?",
      "d47a618c76404cf9 B | Start at the green dot. Which letter do you reach?",
      "356757e176b06cac T | Start at the green dot. Which letter do you reach?",
      "abfe30a44819f763 B | Follow the path from the red dot. Which letter is at its end?",
      "47c1ccf3a485976d 6 | How long is the orange stick?",
      "0d24516534159f80 12 | How long is the red stick?",
      "f0f4f74e57fd7e98 18 | What is the length of the red stick?",
      "31bbd8bcf7727a18 18 | Measure the pink stick.",
      "4b49dfe8276128c3 33 | Measure the green stick.",
      "025fd72a68433682 down | Which way does the cyan square move?",
      "0eb0d4819c814afe left | Which way does the orange star move?",
      "150a7118d2a9f0ca down right | Which way does the pink cross move?",
      "d4b3d7aec6fc5f45 up | Track the owl. Where does it go?",
      "5250254f57efbb6a up | Track the blue square. Where does it go?",
      "8b7c988596808885 green star | Extend the arrow. What does it hit?",
      "54cbf46d0eca4ab7 green triangle | What lies on the extension of the arrow?",
      "fd18197d6b43abc6 pink square | Draw the perpendicular to the arrow through the dot. What does it hit?",
      "bc342b3a7d98ba3b red star | What lies on the parallel to the arrow through the dot?",
      "8758c5a763ee8763 blue square | What lies on the parallel to the arrow through the dot?",
      "1f35fa538845acef 10 | What is the value of the cyan bar?",
      "d861696bdbe40894 20 | What is the value of the blue dot?",
      "23024c2aafd6544e 15 | How high is the red bar?",
      "54a155588689dd0e 20 | What is the value of the pink bar?",
      "3a2669874ce9da1c 40 | What is the value of the blue bar?",
    ]
  `);
});
