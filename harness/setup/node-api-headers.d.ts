/** The package has no types of its own. */
declare module 'node-api-headers' {
  const headers: {
    /** The folder of the headers. */
    readonly include_dir: string;
  };
  export default headers;
}
