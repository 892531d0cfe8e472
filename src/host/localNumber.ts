import * as vscode from "vscode";

/** A count as the user's language writes it: "100,500". */
export function localNumber(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
