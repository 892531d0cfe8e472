/** A query that the sandbox's subset of the Kusto language does not take, and where it stops understanding. */
export class KqlError extends Error {
  public override readonly name = "KqlError";
  public readonly code: "ParserFailure" | "InvalidQuery";
  public readonly token: string;
  public readonly position: number;

  public constructor(code: "ParserFailure" | "InvalidQuery", token: string, position: number) {
    super(`${code} at '${token}'`);
    this.code = code;
    this.token = token;
    this.position = position;
  }
}
