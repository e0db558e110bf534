/**
 * How long tests wait for what must come, in milliseconds. It costs nothing but where something
 * fails; a machine that does other work beside can be ten times slower than one that is free.
 */
export const patience = { step: 60_000, test: 240_000 }
