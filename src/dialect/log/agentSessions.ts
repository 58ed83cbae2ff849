import { AGENT_TARS } from "./agentTars";
import { AGNO } from "./agno";
import { AUTO_GEN_TALKS } from "./autoGen";
import { OPEN_HANDS } from "./openHands";
import { PYDANTIC_AI } from "./pydanticAi";
import { SMOLAGENTS } from "./smolagents";
import { STRANDS } from "./strands";

/** Runs as libraries for agents keep them, where their messages have neither roles nor parts as chats have them. */
export const AGENT_SESSIONS = [AGENT_TARS, PYDANTIC_AI, AUTO_GEN_TALKS, SMOLAGENTS, OPEN_HANDS, STRANDS, AGNO];
