import * as vscode from "vscode";
import type { LinkedAnswer } from "./linkedSnapshot";

/** Azure Resource Manager takes no larger templates: 4 MB, see "Template limits" of its documentation. */
const largestBytes = 4 * 1024 * 1024;

/** A file system that has not answered by then is waited for in the background. */
const longestWait = 3000;

/**
 * Reads linked files through VS Code's file systems, so that it works in virtual workspaces too. An open document wins over
 * the disk, saved or not.
 */
export class LinkedFileReader {
  /** What is still being read, or came when nobody waited for it any more. */
  readonly #late = new Map<string, Promise<LinkedAnswer>>();
  readonly #arrived: (file: vscode.Uri) => void;

  /** @param arrived called when a file that was not waited for is there at last */
  public constructor(arrived: (file: vscode.Uri) => void) {
    this.#arrived = arrived;
  }

  /** What a file holds now; never throws, and comes within seconds: what takes longer counts as unreadable until it is there. */
  public async read(file: vscode.Uri): Promise<LinkedAnswer> {
    const address = file.toString();
    const open = vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.toString() === address);
    if (open !== undefined) {
      return open.getText();
    }
    const reading = this.#late.get(address) ?? readDisk(file);
    this.#late.delete(address);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLate = new Promise<LinkedAnswer>((resolve) => {
      timer = setTimeout(() => {
        this.#late.set(address, reading);
        void reading.then(() => this.#arrived(file));
        resolve({ refused: "unreadable" });
      }, longestWait);
    });
    const answer = await Promise.race([reading, tooLate]);
    clearTimeout(timer);
    return answer;
  }

  /** Does not use what was read of a file before. */
  public forget(file: vscode.Uri): void {
    this.#late.delete(file.toString());
  }
}

async function readDisk(file: vscode.Uri): Promise<LinkedAnswer> {
  try {
    const { size, type } = await vscode.workspace.fs.stat(file);
    if ((type & vscode.FileType.Directory) !== 0) {
      return { refused: "unreadable" };
    }
    return size > largestBytes ? { refused: "tooLarge" } : decoded(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === "FileNotFound";
    return isMissing ? undefined : { refused: "unreadable" };
  }
}

/** UTF-8, or UTF-16 as PowerShell used to write it; without the byte order mark, as documents have it. */
export function decoded(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? "utf-16le" : "utf-8").decode(bytes);
}
