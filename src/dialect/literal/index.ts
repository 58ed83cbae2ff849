export { type Literal, literalAt, type Plain, parseLiteral } from "./literal";
export { fieldOf, numberOf, numbersOf, plainOf, textOf } from "./read";
