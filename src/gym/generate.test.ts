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
      "0ee23b3498a6550c M | Find the cyan circle. Which letter is on it?",
      "0968aac85a144034 N | Find the cyan circle. Which letter is on it?",
      "794c0136efe0e6d4 P | What is written on the duck?",
      "1bf62dda80876cc6 C | What letter does the yellow diamond carry?",
      "4449140b8497dead T | Read the letter on the purple star.",
      "bcd40a2f849a0669 5 | Count the blue squares.",
      "58365c7a38314433 4 | How many turtles can you see?",
      "669e50b04a7be7ce 4 | How many squares can you see?",
      "c75bc063c65b6f87 4 | Count the gifts.",
      "caa2a098246f50d2 5 | How many pink things are there?",
      "c04ab26c5d68e0e9 T | Where does the path from the cyan dot end?",
      "3219d2914db597dc Z | Where does the path from the cyan dot end?",
      "8ac869396829fc8a B | Start at the green dot. Which letter do you reach?",
      "2030b203fa7b196a T | Start at the green dot. Which letter do you reach?",
      "1c624c1dc9ed78f3 B | Follow the path from the red dot. Which letter is at its end?",
      "cbf81092f9e5753e 6 | How long is the orange stick?",
      "894c851548fecb1f 12 | How long is the red stick?",
      "f9ea1b9a0adced7b 18 | What is the length of the red stick?",
      "6ae9a0fc70b41505 18 | Measure the pink stick.",
      "cac3a8720612327d 36 | What is the length of the green stick?",
      "6a737b63557eda6f down | Which way does the cyan square move?",
      "953287cee75725b6 left | Which way does the orange star move?",
      "a10614c9b846d043 down right | Which way does the pink cross move?",
      "714ba9d7c16df6b9 up | Track the owl. Where does it go?",
      "50238481652e28b3 up | Track the blue square. Where does it go?",
      "69073a91a5146f04 orange diamond | Draw the parallel to the arrow through the dot. What does it hit?",
      "18f26468cfad713c green triangle | What lies on the extension of the arrow?",
      "290661e7a2d6d64d pink square | Draw the perpendicular to the arrow through the dot. What does it hit?",
      "7625ef4dbecce86d blue triangle | Draw the parallel to the arrow through the dot. What does it hit?",
      "ec3115d2bd53eba0 pink cross | What lies on the perpendicular to the arrow through the dot?",
      "e17be25ef3d31bfe 10 | What is the value of the cyan bar?",
      "a15437cc3236107a 20 | What is the value of the blue dot?",
      "ed19412dc8766bda 15 | How high is the red bar?",
      "293496c37aa46c8b 20 | What is the value of the pink bar?",
      "4970d2babb93891e 40 | What is the value of the blue bar?",
    ]
  `);
});
