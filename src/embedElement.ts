// The module for pages that embed a trace: it defines the element, and hands out the function that makes the same.
import { defineElement, embed } from "./player";

defineElement();

export { defineElement, embed };
