import { benchPrograms } from "./bench/programs";
import { uptime } from "node:os";
console.log(JSON.stringify(await benchPrograms()), uptime());
