/**
 * Whether this is Node, and not a page or a page's worker. What is for Node alone is left out where pages are built.
 */
export const inNode = globalThis.process?.versions?.node !== undefined;
