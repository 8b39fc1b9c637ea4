/** Where servers of the web suite listen: on this machine only, on a port that is free. */

/** The backlog is as long as the system allows, for thousands of clients connect at once. */
export const anyPort = { host: '127.0.0.1', port: 0, backlog: 65_535 } as const;
