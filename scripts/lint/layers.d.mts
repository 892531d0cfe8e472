export interface Room {
  readonly may: readonly string[];
  readonly types?: readonly string[];
  readonly vscode: boolean;
  readonly azureSdk: "yes" | "no";
  readonly node: boolean;
}

export interface Place {
  readonly room: string;
  readonly feature: string | undefined;
}

export const rooms: Readonly<Record<string, Room>>;
export function placeOf(file: string, cwd: string): Place | undefined;
export function forbiddenImport(
  from: Place,
  specifier: string,
  typeOnly: boolean,
  target: Place | undefined,
): string | undefined;
